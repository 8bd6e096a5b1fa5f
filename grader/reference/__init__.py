"""Exact mathematics: formulas, their derivatives by named rules, enclosures of their values, bounds on rounding errors."""
