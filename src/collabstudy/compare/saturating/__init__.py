"""The course of interviews, one after the other."""
