"""Words of the study, who says them, and which may be told."""
