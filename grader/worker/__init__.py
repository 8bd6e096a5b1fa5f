"""The untrusted side: a process that imports torch and the student's file, and sends back raw
numbers. It decides nothing.
"""
