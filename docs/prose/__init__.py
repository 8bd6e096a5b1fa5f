"""Reads all text of the project: documentation, docstrings, comments and messages."""
