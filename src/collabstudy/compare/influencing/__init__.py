"""What is left without one case, and whose voices there are."""
