"""What a sentence claims, and whether it is true of what is known."""
