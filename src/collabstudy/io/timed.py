"""Captions: lines with or without times, in which nobody is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from collabstudy.io.draft import Block, Draft
from collabstudy.io.labels import lines
from collabstudy.io.passages import ends_sentence
from collabstudy.io.times import BRACKETED, CLOCK, SPAN, STAMP, stamp_times

SHARE = 0.3
FEWEST = 3
SOON = 300.0
"""A recording begins at its beginning; `09:00 Registration` is a programme."""
CAPTIONS, LONGEST = 50, 200
_STAMPED = rf"[ \t>*_]*(?P<stamp>{STAMP})[*_]*(?:[ \t]*[-–—|][ \t])?[ \t]*"
_CERTAIN = rf"{BRACKETED}|{SPAN}(?<=\d\d:\d\d:\d\d)|{CLOCK}[ \t]*-->.*"


def timed_paragraphs(draft: Draft) -> tuple[Block, ...] | None:
    r"""The blocks cut at lines that begin with a time, each with its times; None where too few do.

    >>> text = "[00:01 --> 00:03]  One.\n[00:03 --> 00:05]  Two.\n[00:05 --> 00:09]  Three."
    >>> [block.time_end for block in timed_paragraphs(Draft(text, (Block(0, len(text)),))) or ()]
    [3.0, 5.0, 9.0]
    """
    pattern = re.compile(_STAMPED)
    stamped = [
        found
        for at, end in lines(draft.text, draft.blocks)
        if (found := pattern.match(draft.text, at, end)) is not None
    ]
    if _run_through(stamped, len(draft.blocks)):
        return tuple(_cut(draft, stamped))
    return _captions(draft)


def _captions(draft: Draft) -> tuple[Block, ...] | None:
    """A paragraph a line where the lines are captions without their times: many, short, none blank, broken anywhere."""
    rows = draft.text.rstrip("\n").split("\n")
    if len(rows) < CAPTIONS or any(not row.strip() or len(row) > LONGEST for row in rows):
        return None
    width = sorted(map(len, rows))[int(0.97 * (len(rows) - 1))]
    pairs = list(pairwise(rows))
    broken = sum(below.lstrip()[0].islower() and not ends_sentence(above) for above, below in pairs)
    filled = sum(len(above) + len(below.split()[0]) + 1 > width - 2 for above, below in pairs)
    if broken < 0.15 * len(pairs) or filled > 0.5 * len(pairs):
        return None
    made, at = [], 0
    for row in rows:
        start = at + len(row) - len(row.lstrip())
        made.append(Block(start, start + len(row.strip()), "paragraph"))
        at += len(row) + 1
    return tuple(made)


def _run_through(stamped: Sequence[re.Match[str]], blocks: int) -> bool:
    """Whether the times are those of a recording: enough of them, from its beginning, going forward."""
    if len(stamped) < max(FEWEST, SHARE * blocks):
        return False
    times = [stamp_times(found["stamp"])[0] for found in stamped]
    forward = sum(before <= after for before, after in pairwise(times))
    certain = sum(bool(re.fullmatch(_CERTAIN, found["stamp"])) for found in stamped) * 2 > len(stamped)
    return forward >= 0.9 * (len(times) - 1) and (certain or times[0] < SOON)


def _cut(draft: Draft, stamped: Sequence[re.Match[str]]) -> Iterator[Block]:
    waiting: tuple[float | None, float | None] = (None, None)
    at = 0
    for block in draft.blocks:
        start = block.start
        while at < len(stamped) and stamped[at].start() < block.end:
            piece = _piece(draft.text, block, start, stamped[at].start(), waiting)
            if piece is not None:
                yield piece
            waiting = stamp_times(stamped[at]["stamp"])
            start = min(stamped[at].end(), block.end)
            at += 1
        piece = _piece(draft.text, block, start, block.end, waiting)
        if piece is not None:
            yield piece
            waiting = (None, None)


def _piece(text: str, block: Block, start: int, end: int, times: tuple[float | None, float | None]) -> Block | None:
    words = text[start:end].strip()
    if not words:
        return None
    start = text.index(words[0], start)
    return replace(block, start=start, end=start + len(words), time_start=times[0], time_end=times[1])
