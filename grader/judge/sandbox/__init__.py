"""Starts a worker, asks it with a deadline and ends it. Distinguishes errors that the student has
not caused.
"""
