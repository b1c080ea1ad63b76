"""Speech that came in cues, as running text: a turn is one paragraph, whatever the length of a subtitle."""

from __future__ import annotations

from dataclasses import replace

from collabstudy.model.document import Turn


def flowing(text: str, turns: tuple[Turn, ...]) -> tuple[str, tuple[Turn, ...]]:
    r"""Lay turns out anew, their cues joined by blanks and labels repeated in every cue left out.

    For formats whose canonical text is ours to lay out. A cue's end is no end of a paragraph, and a sentence that
    runs over two cues is to be found, quoted and coded as one.

    >>> cues = "Ann: We met\n\nAnn: in March.\n\nBen: Yes."
    >>> turns = (Turn(1, "speech", 5, 27, "Ann", gaps=((13, 18),)), Turn(2, "speech", 34, 38, "Ben"))
    >>> told, laid = flowing(cues, turns)
    >>> told
    'We met in March.\n\nYes.\n'
    >>> [told[turn.start : turn.end] for turn in laid]
    ['We met in March.', 'Yes.']
    """
    parts: list[str] = []
    laid: list[Turn] = []
    at = 0
    for turn in turns:
        said = " ".join(_said(text, turn).split())
        laid.append(replace(turn, start=at, end=at + len(said), gaps=()))
        parts.append(said)
        at += len(said) + 2
    return "\n\n".join(parts) + "\n", tuple(laid)


def _said(text: str, turn: Turn) -> str:
    pieces, at = [], turn.start
    for start, end in turn.gaps:
        pieces.append(text[at:start])
        at = end
    return " ".join([*pieces, text[at : turn.end]])
