"""The disk edge: everything that is read from files or written to them."""
