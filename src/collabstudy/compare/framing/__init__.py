"""The cells of the framework matrix."""
