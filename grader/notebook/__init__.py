"""Jupyter notebooks: extracts the code that defines a name, as the text of a Python file. Nothing
of a notebook runs here.
"""
