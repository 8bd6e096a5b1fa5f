"""The checks, one in each file. A check is prepared without the submission, while the worker
starts. Then it runs against the submission.
"""
