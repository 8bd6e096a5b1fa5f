"""Rosters and gradebooks."""
