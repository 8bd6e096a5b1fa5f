"""Derivations for people: what is said about an exercise, and how it is written in text, LaTeX and
MathML.
"""
