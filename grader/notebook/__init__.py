"""Jupyter notebooks: what of them defines a name, as the text of a Python file. Nothing of them is
run here.
"""
