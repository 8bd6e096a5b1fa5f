"""What `grader explain` tells of each code beside its meaning: cause, example, what to try. TOML
files by family.
"""
