"""What calls are made of before a formula is asked: numbers of domains, points, and tensors full of
them.
"""
