"""One's way through the exercises: their order, what is done, and the hints that were seen."""
