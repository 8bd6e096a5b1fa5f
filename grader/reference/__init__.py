"""Exact mathematics: formulas, derivatives by named rules, enclosures of values, bounds on rounding
errors.
"""
