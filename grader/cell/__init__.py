"""Checking from where code is written: a cell of a notebook, a test, a script."""
