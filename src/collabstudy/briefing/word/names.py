"""What the styles of the Word document are called, and its colours."""

from __future__ import annotations

INK, SOFT, LINE, ACCENT, WARM, WASH = "1D2A2F", "55646A", "D9DFE0", "0B5C63", "A8481F", "F4F6F4"
GOOD, LESS, BAD = "1B6E3C", "7D5000", "A3261D"
SERIF, SANS = "Cambria", "Calibri"
TABLE = "Briefing Table"
BOX_TITLE, BOX, BOX_QUOTE, BOX_SMALL = "Box Heading", "Box Text", "Box Quote", "Box Note"
SOURCE, NOTE, KIND = "Quote Source", "Note", "Kind"
CELL, COLUMN, CELL_NOTE, GROUP, GAP = "Table Text", "Table Heading", "Table Note", "Table Group", "Table Gap"
SMALL, SMALL_COLUMN = "Table Small", "Table Small Heading"
MARK, SIZES = "Matrix Mark", tuple(f"Mark {size}" for size in range(1, 6))
SILENT = {"absent": "Mark Absent", "not_asked": "Mark Not Asked", "not_coded": "Mark Not Coded"}
RESULTS = {"holds": "Holds", "weakened": "Weakened", "broken": "Broken", "undecided": "Undecided"}
STRUCK = "No Longer So"
CONTENTS, ENTRY = "Contents Heading", "TOC 1"
NAMES = (
    *("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Quote", "Intense Quote", "Caption"),
    *("List Bullet", "List Number", "List Continue", TABLE, BOX_TITLE, BOX, BOX_QUOTE, BOX_SMALL, SOURCE, NOTE, KIND),
    *(CELL, COLUMN, CELL_NOTE, GROUP, GAP, SMALL, SMALL_COLUMN, MARK, CONTENTS, ENTRY, "Footer"),
    *(*SIZES, *SILENT.values(), *RESULTS.values(), STRUCK),
)
POINTS = (8.0, 10.0, 12.5, 15.0, 17.5)  # of the five sizes of a mark
SYMBOLS = "Segoe UI Symbol"
BODY = 11.0  # points: our body text
WIDE = 1.2  # how much wider than ours the letters of a template may be
IN_LINES = frozenset((*SIZES, *SILENT.values(), *RESULTS.values(), STRUCK))
