"""Where one sentence ends and the next begins, in speech as it is written down."""

from __future__ import annotations

import re

_END = re.compile(
    r"""(?: [.!?…]+ ["'”’»)\]]* (?=\s)      # marks, then what closes with them, then space
          | [。！？]+ ["'”’」』）]*            # full-width marks need no space
          | (?=\n[^\S\n]*\n) )              # an empty line ends a sentence without a mark
        \s*""",
    re.VERBOSE,
)
_OPENING = "\"'“‘«([¿¡-–—"
_NEVER_LAST = frozenset(
    "mr mrs ms mx messrs dr prof rev fr sr jr st hon cllr sgt capt lt col gen e.g i.e eg ie cf vs viz approx"
    " z.b d.h bzw ca mme mlle".split()
)
_BEFORE_A_NUMBER = frozenset("no nos nr p pp fig vol ch art sec para".split())
_OFTEN_LAST = frozenset(("a.m", "p.m"))
_LAST_WORD = re.compile(r"[\w.]+$")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence, in code points, without the white space around it.

    A full stop ends no sentence after a title or an initial (`Dr. Ito`, `J. Ito`), within `e.g.` or `3.5`, nor before
    a small letter, unless the whole text is in small letters.

    >>> text = 'Well... no. Dr. Ito said "Wait." and left! At 3.5 per cent? Yes'
    >>> [text[start:end] for start, end in sentences(text)]
    ['Well... no.', 'Dr. Ito said "Wait." and left!', 'At 3.5 per cent?', 'Yes']
    """
    small_letters_only = text == text.lower()
    starts = [0]
    for mark in _END.finditer(text):
        if mark.end() < len(text) and (small_letters_only or not _goes_on(text, mark)):
            starts.append(mark.end())
    pieces = zip(starts, [*starts[1:], len(text)], strict=True)
    return tuple((start, end) for start, end in (_trimmed(text, *piece) for piece in pieces) if start < end)


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    if "\n\n" in re.sub(r"[^\S\n]", "", mark.group()):
        return False
    following = text[mark.end() :].lstrip(_OPENING)[:1]
    if following.islower():
        return True
    return mark.group().strip() == "." and _abbreviated(text[: mark.start()], following)


def _abbreviated(before: str, following: str) -> bool:
    found = _LAST_WORD.search(before[-20:])
    word = found.group().lower() if found else ""
    if word in _BEFORE_A_NUMBER:
        return following.isdigit()
    initial = len(word) == 1 and word.isalpha() and word != "i"
    dotted = re.fullmatch(r"(?:\w\.)+\w", word) is not None and word not in _OFTEN_LAST
    return word in _NEVER_LAST or initial or dotted


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
