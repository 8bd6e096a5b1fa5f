"""Buggy rules of differentiation, and the wrong derivatives that come of them."""
