"""`collabstudy compare …`: one file a comparison, found by its name."""
