"""The trusted side: makes the inputs, holds the truth, compares and decides. It never imports torch
and never unpickles.
"""
