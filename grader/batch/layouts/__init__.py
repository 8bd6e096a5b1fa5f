"""Who handed a file in, read from where it lies: one module for each way in which files are laid out."""
