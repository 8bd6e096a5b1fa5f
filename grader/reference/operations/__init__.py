"""The functions of mathematics that formulas are made of: one entry has all that is known of a
function.
"""
