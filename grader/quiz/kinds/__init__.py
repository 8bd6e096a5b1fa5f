"""Kinds of questions, one a file."""
