"""One file a check. A check is prepared without the submission, while the worker starts, and then
run against it.
"""
