"""TODO: say what this folder does."""
