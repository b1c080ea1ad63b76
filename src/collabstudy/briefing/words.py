"""Small phrases that many sentences of a briefing need."""

from __future__ import annotations

from collabstudy.compare.wording import MANY, listed, meanings, number, spelled

__all__ = ["MANY", "capital", "listed", "meanings", "several", "spelled"]


def several(count: int, one: str, many: str = "", *, spell: bool = False) -> str:
    """A number and its noun.

    >>> several(1, "place"), several(2, "story", "stories"), several(2, "place", spell=True)
    ('1 place', '2 stories', 'two places')
    """
    told = number(count) if spell else f"{count:,}"
    return f"{told} {one if count == 1 else many or f'{one}s'}"


def capital(text: str) -> str:
    """The text with a capital at its beginning.

    >>> capital("most places")
    'Most places'
    """
    return text[:1].upper() + text[1:]
