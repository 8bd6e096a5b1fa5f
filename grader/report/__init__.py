"""What a grading found, as plain records, and one pure renderer a file."""
