"""What counts, as columns of numbers, and the cells and passages made from it."""
