"""The pages docs/courses/, each followed from its first command to its last with a made class of
ten.
"""
