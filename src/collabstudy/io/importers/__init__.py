"""The importers, found by their file names; one file is one format.

Each is asked about every source, so it loads little: what reads the format lies in a file that begins with `_`, and is
imported when there is something to read.
"""
