"""Finds the mistake behind crashes, wrong shapes and broken contracts: tries changes of the code
that repair them.
"""
