"""Codings and the texts they stand on."""
