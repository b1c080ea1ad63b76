"""What depends on what: opening a study, rebuilding what changed, saying what was done."""
