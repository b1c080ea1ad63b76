"""Passages of topics and codings that touch them."""
