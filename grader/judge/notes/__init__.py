"""Means that honest work has no use for: a person is asked to look at them."""
