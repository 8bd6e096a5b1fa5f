"""What a course puts on other systems so that grader judges there: one system a file, and what runs
there (on_*.py). For systems of notebooks that is what students get (notebook_handout.py), for
others all that grading takes (course_kit.py).
"""
