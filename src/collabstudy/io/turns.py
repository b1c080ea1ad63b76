"""From the blocks of a draft to numbered turns: joined, headed, told apart by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from collabstudy.io.dialogue import find_speakers
from collabstudy.io.draft import Block, Draft
from collabstudy.model.document import Turn


def turns_of(draft: Draft) -> tuple[Turn, ...]:
    r"""The turns of a draft, from 1.

    >>> draft = Draft("I: How so?\n\nP: By asking.\n", (Block(0, 10), Block(12, 25)))
    >>> [(turn.number, turn.speaker, turn.start) for turn in turns_of(draft)]
    [(1, 'I', 3), (2, 'P', 15)]
    """
    blocks = find_speakers(draft)
    if blocks is None:
        blocks = draft.blocks
    blocks = _with_kinds(draft.text, blocks)
    return tuple(_turns(draft.text, _numbered_by_speaker(blocks)))


def _with_kinds(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """All blocks with their kind decided; those that are neither speech nor timed are prose."""
    if all(block.kind not in (None, "quote") or block.time_start is not None for block in blocks):
        return tuple(block if block.kind else replace(block, kind="paragraph") for block in blocks)
    from collabstudy.io.prose import classify

    prose = tuple(block for block in blocks if block.kind != "speech" and block.time_start is None)
    rest = [block for block in blocks if block.kind == "speech" or block.time_start is not None]
    decided = (block if block.kind else replace(block, kind="paragraph") for block in rest)
    return tuple(sorted((*decided, *classify(text, prose)), key=lambda block: block.start))


def _numbered_by_speaker(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Neighbouring blocks of one speaker together, every other block by itself."""
    together: list[Block] = []
    for block in blocks:
        if together and not _goes_on(together[-1], block):
            yield together
            together = []
        together.append(block)
    if together:
        yield together


def _goes_on(before: Block, block: Block) -> bool:
    return before.kind == block.kind == "speech" and block.speaker is not None and before.speaker == block.speaker


def _turns(text: str, groups: Iterable[Sequence[Block]]) -> Iterator[Turn]:
    above: list[tuple[int, str]] = []
    for number, group in enumerate(groups, start=1):
        first, last = group[0], group[-1]
        if first.kind == "heading":
            level = first.level or 1
            above = [entry for entry in above if entry[0] < level]
        yield Turn(
            number=number,
            kind=first.kind or "paragraph",
            start=first.start,
            end=last.end,
            speaker=first.speaker,
            heading=tuple(words for _, words in above),
            time_start=first.time_start,
            time_end=_until(group),
            gaps=tuple(_gaps(text, group)),
        )
        if first.kind == "heading":
            above.append((first.level or 1, " ".join(text[first.start : first.end].split()).strip("*_ ")))


def _until(group: Sequence[Block]) -> float | None:
    """When a turn ends: with its last block, or, where only beginnings are known, not before the last of them."""
    known = (time for block in reversed(group[1:]) for time in (block.time_end, block.time_start) if time is not None)
    return next(known, group[0].time_end)


def _gaps(text: str, group: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """What stands between the blocks of one turn, with so much white space that one break or blank remains."""
    for before, block in pairwise(group):
        between = text[before.end : block.start]
        words = between.strip()
        if not words:
            continue
        start = before.end + len(between) - len(between.lstrip())
        end = start + len(words)
        if "\n" in text[before.end : start] or "\n" not in text[end : block.start]:
            end = block.start
        if (start, end) == (before.end, block.start) and "\n" in words:  # the cells of two rows
            line = text.index("\n", start)
            yield start, line
            start = line + 1
        yield start, end
