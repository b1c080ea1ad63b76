"""The steps of a rebuild, found by their file names.

Each says what it READS (beginnings of paths in the study folder), which other steps it NEEDS, and how to `make` it;
some say AFTER which others they are made, without needing them.
"""
