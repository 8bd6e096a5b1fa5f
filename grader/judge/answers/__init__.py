"""What a submission gave, beside what is right, and the lines that show it."""
