"""Groups of cases, and what sets them apart."""
