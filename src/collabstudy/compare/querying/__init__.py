"""Queries over codings: read, and answered."""
