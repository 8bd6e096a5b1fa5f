"""What an optimizer or a training loop is taken through, and the path that it should take."""
