"""Many submissions at once: finding them, judging them in several processes, keeping and summing up
the results.
"""
