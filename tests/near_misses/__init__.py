"""Which functions of torch come near to an exercise: tried out, and kept in near_misses.toml."""
