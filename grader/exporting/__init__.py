"""What a course puts on other systems so that grader judges there: one system a file, and what runs there (on_*.py)."""
