"""The results of a submission next to the right ones, and lines of code that show them."""
