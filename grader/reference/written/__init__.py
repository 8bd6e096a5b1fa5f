"""Derivations that students hand in: what their names stand for, whether their equations hold, and
what went wrong.
"""
