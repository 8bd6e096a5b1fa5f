"""The quiz: questions that are made from the formulas of exercises, checked as they are made, and
graded.
"""
