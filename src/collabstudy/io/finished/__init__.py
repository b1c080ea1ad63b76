"""Finished documents (a briefing that came back from Word, a page, a PDF) as paragraphs: one file a format.

Each has `SUFFIXES`, `claims(source)` and `read(source)`, which gives every paragraph that a reader of the document
sees, notes and text boxes too, once. They read what was *published*; importers read what was *said*.
"""

from collabstudy.io.finished._paragraph import Look, Paragraph, Part
from collabstudy.io.finished._reading import read_finished

__all__ = ["Look", "Paragraph", "Part", "read_finished"]
