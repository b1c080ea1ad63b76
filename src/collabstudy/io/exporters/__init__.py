"""Tables to files: one module a format, each with `SUFFIX` and `write(frame, path)`.

Same frame, same bytes: no dates, no machine in them. A file is written whole or not at all. Text from outside stays
text: a cell that begins like a formula is never one.
"""
