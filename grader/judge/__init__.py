"""The trusted side: it makes the inputs, knows the right results, compares and decides. It never
imports torch and never unpickles.
"""
