"""Something like a passage, within a stretch of text."""

from __future__ import annotations

ALIKE = 85
LEAST = 12
LONGEST = 800
_FAR = 2000


def like(passage: str, stretch: str, *, near: int | None = None) -> tuple[int, int] | None:
    """Where in a stretch the passage most nearly stands, as start and end; None when nothing is like it.

    Searched are at most 2,000 characters either side of `near`, for passages of 12 to 800 characters.

    >>> like("the council never answered", "We wrote, but the council never answerd us.")
    (14, 39)
    """
    from rapidfuzz.fuzz import partial_ratio_alignment

    if not LEAST <= len(passage.strip()) <= LONGEST:
        return None
    middle = len(stretch) // 2 if near is None else near
    offset = max(min(middle, len(stretch)) - _FAR, 0)
    window = stretch[offset : offset + 2 * _FAR + len(passage)]
    if len(window) < len(passage) * ALIKE / 100:
        return None
    found = partial_ratio_alignment(passage, window, score_cutoff=ALIKE)
    if found is None or found.dest_start >= found.dest_end:
        return None
    return _on_words(window, found.dest_start, found.dest_end, offset)


def _on_words(window: str, start: int, end: int, offset: int) -> tuple[int, int] | None:
    """The same place, cut neither within a word nor at spaces."""
    while start < end and (window[start].isspace() or (start and _within(window, start) and _cut_short(window, start))):
        start += 1
    while start and _within(window, start):
        start -= 1
    while end < len(window) and _within(window, end):
        end += 1
    while end > start and window[end - 1].isspace():
        end -= 1
    return (offset + start, offset + end) if start < end else None


def _within(window: str, at: int) -> bool:
    return window[at - 1].isalnum() and window[at].isalnum()


def _cut_short(window: str, at: int) -> bool:
    """Tell whether only the last letter or two of a word lie behind this position."""
    return not window[at : at + 3].isalnum()
