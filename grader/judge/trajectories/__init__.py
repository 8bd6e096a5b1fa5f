"""The tests of optimizers and training loops, and the right path for each."""
