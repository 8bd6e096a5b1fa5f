"""Checks code in the place where it is written: a notebook cell, a test, a script."""
