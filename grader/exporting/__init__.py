"""Exports of an assignment to other systems, so that grader judges there. Each system has its own
module, and its own program that runs there (on_*.py). Systems of notebooks get what students get
(notebook_handout.py), others get everything that grading needs (course_kit.py).
"""
