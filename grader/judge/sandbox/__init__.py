"""A worker is started, asked with a deadline, and ended; errors that are not the student's fault
are distinguished.
"""
