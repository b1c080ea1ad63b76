"""The Word document: its styles, its parts, and a template of the user's own."""
