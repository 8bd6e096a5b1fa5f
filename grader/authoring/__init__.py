"""What an author begins a new exercise with: a small one of each family, in TOML files."""
