"""Formulas as trees, to see in what two of them differ and to put several differences together."""
