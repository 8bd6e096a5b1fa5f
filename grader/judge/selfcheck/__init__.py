"""Tells the author of an exercise whether it is fit for students."""
