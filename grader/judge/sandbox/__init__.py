"""A worker is started, asked with a deadline, and ended; what is not the student's fault is told
apart.
"""
