"""Quotations in a finished document, held against what was said: found, told whose they are, looked for, compared."""
