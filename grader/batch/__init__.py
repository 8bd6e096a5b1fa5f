"""Grades many submissions at once: finds them, judges them in several processes, keeps the results
and summarises them.
"""
