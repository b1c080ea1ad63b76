"""Time stamps that stand in what somebody says: cut out, and kept as its times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from collabstudy.io.draft import Block
from collabstudy.io.times import INSIDE, stamp_times


def stamps_at_ends(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Where every paragraph ends with a stamp (f4), the stamp is its end and the next one's start."""
    ends = [_end_stamp(text, block) for block in blocks]
    speech = [block for block in blocks if block.kind == "speech"]
    stamped = sum(found is not None for found in ends)
    if not stamped or stamped * 2 < len(speech) or any(block.time_start is not None for block in speech):
        return blocks
    made: list[Block] = []
    before: float | None = None
    for block, found in zip(blocks, ends, strict=True):
        if found is None:
            made.append(replace(block, time_start=before) if block.kind == "speech" else block)
            before = None
            continue
        time = stamp_times(found[0])[0]
        end = stripped(text, block.start, found.start())[1]
        made.append(replace(block, end=end, time_start=before, time_end=time))
        before = time
    return [block for block in made if block.end > block.start]


_AT_END = rf"(?m)(?:{INSIDE.pattern}|\(\d{{1,3}}:\d{{2}}\))[ \t.]*\Z"


def _end_stamp(text: str, block: Block) -> re.Match[str] | None:
    if block.kind != "speech" or text[block.end - 1] not in "#])":
        return None
    return re.compile(_AT_END).search(text, max(block.start, block.end - 30), block.end)


def without_stamps(text: str, block: Block) -> Iterator[Block]:
    """Speech without the time stamps that stand in it; one at its beginning is its start."""
    if block.kind != "speech":
        yield block
        return
    at, time = block.start, block.time_start
    for found in INSIDE.finditer(text, block.start, block.end):
        start, end = stripped(text, at, found.start())
        if start < end:
            yield replace(block, start=start, end=end, time_start=time, time_end=None)
            time = None
        elif time is None:
            time = stamp_times(found[0])[0]
        at = found.end()
    start, end = stripped(text, at, block.end)
    if start < end:
        yield replace(block, start=start, end=end, time_start=time)


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
