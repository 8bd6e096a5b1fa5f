"""Finds the first wrong line of a student's written derivation, and the rule behind the mistake."""
