"""Coding by hand in a notebook: what the browser shows and says, and what that does to the files of a study."""
