"""How fast a submission is beside torch: measured from outside of its process, as a ratio."""
