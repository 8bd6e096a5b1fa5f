"""The first line of a student's written derivation that does not follow, and the rule behind it."""
