"""Units in which two codes can be together."""
