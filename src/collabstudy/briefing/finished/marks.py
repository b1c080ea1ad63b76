"""Where quotation marks of any language open and close in a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSE = {"“": '”“"', "„": '“”"', "«": "»", "»": "«»", '"': '"”', "”": "”", "‹": "›", "›": "‹", "「": "」", "『": "』"}
_SINGLE = {"‘": "’'", "'": "'’", "‚": "‘’"}
_OPENING = re.compile("[“„«»\"”‹›「『‘'‚]")
_BEFORE = " \t\n\u00a0\u202f\u2009([{—–-/…“„\"‘'«»|*_"
_WIDE = " \u00a0\u202f\u2009"
_APOSTROPHE = re.compile(
    r"[‘'’](?:\d\ds\b|(?:tis|twas|til|till|em|cause|cos|coz|bout|round|neath|n|un|er|im|ere|appen)\b)", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?…]+(?=[\s)\]]|$)")
_NUMBER = re.compile(r"\d{1,3}(?!\w)")
"""That of a note, behind a closing mark."""
_MOST_ENDS = 6


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch in quotation marks, without them.

    `ends` are other places where it may end: an apostrophe may be a closing mark. `after` is where the text goes on.
    Where no mark closes it, it is not `closed` and runs to the end of the paragraph, or to the next quotation.
    """

    start: int
    end: int
    after: int
    mark: str
    ends: tuple[int, ...] = ()
    closed: bool = True


def marked(text: str) -> list[Marked]:
    """The stretches in quotation marks, the outer ones only, from first to last.

    >>> text = "She calls it ‘the residents’ board’, and “us”."
    >>> [text[found.start : found.end] for found in marked(text)]
    ['the residents’ board', 'us']
    >>> [found.closed for found in marked("“One paragraph ends here.")]
    [False]
    """
    found: list[Marked] = []
    last: dict[str, int] = {}
    at = 0
    while opening := _OPENING.search(text, at):
        at = opening.end()
        if not _opens(text, opening.start()):
            continue
        if opening[0] not in last:
            last[opening[0]] = _last(text, opening[0])
        if opening[0] in _SINGLE:
            one = _single(text, opening.start()) if last[opening[0]] > at else None
        else:
            one = _double(text, opening.start(), last[opening[0]])
        if one is not None:
            found.append(one)
            at = one.after
    return found


def closing(text: str, mark: str) -> int | None:
    """Where a quotation ends that began in a paragraph before, None if it does not end here."""
    closers = _CLOSE.get(mark) or _SINGLE.get(mark, "")
    for at, character in enumerate(text):
        if character in closers and _closes(text, at):
            return at
        if at and character == mark and _opens(text, at):
            return None
    return None


def _opens(text: str, at: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "«„‚“「『":
        return bool(after)
    if not after or after in _WIDE + "\n\t" or (before and before not in _BEFORE):
        return False
    return after.isalnum() or after in "[(…“‘'\"£$€¿¡" if mark not in "‘'" else not _APOSTROPHE.match(text, at)


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] in "»」』":
        return True
    if not before or before.isspace():
        return False
    return not after.isalnum() or ((text[at] == "”" or before in ".!?…") and _NUMBER.match(text, at + 1) is not None)


def _last(text: str, mark: str) -> int:
    """Where the last mark stands that may close what this one opens, -1 if there is none."""
    closers = _CLOSE.get(mark) or _SINGLE[mark]
    return next((p for p in range(len(text) - 1, -1, -1) if text[p] in closers and _closes(text, p)), -1)


def _double(text: str, at: int, last: int) -> Marked:
    """A quotation from its mark on; marks of the same kind may stand in it. The `last` one closes what is open."""
    mark, depth = text[at], 1
    for place in range(at + 1, last + 1):
        character = text[place]
        if character in _CLOSE[mark] and _closes(text, place):
            depth -= 1
            if depth == 0:
                return _trimmed(text, at, place, mark)
        elif character == mark and mark != "”" and _opens(text, place) and text[place - 1].isspace():
            depth += 1
    first = next((p for p in range(at + 1, last + 1) if text[p] in _CLOSE[mark] and _closes(text, p)), None)
    again = next((p for p in range(at + 1, len(text)) if text[p] == mark and _opens(text, p)), None)
    if first is not None and (again is None or first < again):
        return _trimmed(text, at, first, mark)
    end = len(text) if again is None else again
    sentences = tuple(found.end() for found in _SENTENCE.finditer(text, at + 1, end))
    return Marked(at + 1, end, end, mark, sentences[:_MOST_ENDS], closed=False)


def _trimmed(text: str, at: int, end: int, mark: str) -> Marked:
    start, stop = at + 1, end
    while start < stop and text[start] in _WIDE:
        start += 1
    while stop > start and text[stop - 1] in _WIDE:
        stop -= 1
    return Marked(start, stop, end + 1, mark)


def _single(text: str, at: int) -> Marked | None:
    """A quotation in single marks: it may end at any apostrophe that ends a word, most likely where a stop stands."""
    closers = _SINGLE[text[at]]
    ends: list[int] = []
    for place in range(at + 2, len(text)):
        if text[place] in closers and _closes(text, place):
            ends.append(place)
        elif ends and text[place] == text[at] and _opens(text, place):
            break
    if not ends:
        return None
    likely = [end for end in ends if _likely(text, end)] or [end for end in ends if text[end - 1] != "s"] or ends
    end = likely[0]
    return Marked(at + 1, end, end + 1, text[at], tuple(other for other in ends if other != end)[:_MOST_ENDS])


def _likely(text: str, end: int) -> bool:
    return text[end - 1] in ".,!?…;:" or text[end + 1 : end + 2] in ("", *".,;:!?)—–]")
