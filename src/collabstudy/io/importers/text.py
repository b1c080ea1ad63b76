"""Plain text, by whatever program it was transcribed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from collabstudy.io.draft import Block, Draft
from collabstudy.io.passages import passages_of

if TYPE_CHECKING:
    from collabstudy.io.source import Source

SUFFIXES = (".txt", ".text", ".transcript", ".log")
PLAIN = True
LONGEST_HEAD = 100
_PAGE = re.compile(
    r"(?im)^[-–— ]*(?:page|seite|página|pagina|p\.)[ ]?\d{1,4}(?:[ ]?(?:of|von|de|di|/)[ ]?\d{1,4})?[-–— ]*$"
)
SAMPLE = 30
"""Lines that tell whether lines are numbered; some may be a title and the like."""
MOST = 0.7
FEWEST = 10
ENOUGH = 0.9
RUN_ON = 0.2
_LINE_NUMBER = re.compile(r"^[ \t]*\d{1,5}(?:[ \t]+|$)", re.MULTILINE)


def claims(source: Source) -> bool:
    """Nothing is certainly plain text; it is what a source is when nobody else knows better."""
    return False


def read(source: Source) -> Draft:
    """The text as it stands, in paragraphs; without line numbers, if it has any."""
    decoded = source.decoded
    text, remarks = decoded.text, decoded.remarks
    if are_lines_numbered(text):
        text, remarks = _LINE_NUMBER.sub("", text), (*remarks, "the line numbers are left out")
    return Draft(
        text, tuple(without_furniture(text, list(_paragraphs(text)))), encoding=decoded.encoding, remarks=remarks
    )


def are_lines_numbered(text: str) -> bool:
    r"""Whether nearly every line begins with its number, from 1 on or on each page anew, and sentences run over lines.

    >>> are_lines_numbered("\n".join(f"{number}  and so it went" for number in range(1, 20)))
    True
    >>> are_lines_numbered("\n".join(f"{number}  I: So it went." for number in range(1, 20)))
    False
    """
    first = list(islice((line for line in text[: 200 * SAMPLE].split("\n") if line.strip()), SAMPLE))
    if len(first) < FEWEST or sum(_LINE_NUMBER.match(line) is not None for line in first) < MOST * len(first):
        return False
    found = list(_LINE_NUMBER.finditer(text))
    numbers = [int(line[0]) for line in found]
    follow = sum(below in (above + 1, 1) for above, below in pairwise(numbers))
    run_on = sum(text[line.end() : line.end() + 1].islower() for line in found)
    return follow >= ENOUGH * (len(numbers) - 1) and run_on >= RUN_ON * len(numbers)


def without_furniture(text: str, blocks: list[Block]) -> Iterator[Block]:
    """The blocks without page numbers, and without the running heads that return beside them."""
    if not _PAGE.search(text):
        yield from blocks
        return
    words = [text[block.start : block.end] for block in blocks]
    pages = {at for at, line in enumerate(words) if _PAGE.fullmatch(line)}
    beside = Counter(words[at] for page in pages for at in (page - 1, page + 1) if 0 <= at < len(words))
    heads = {line for line, times in beside.items() if times > 1 and len(line) <= LONGEST_HEAD and "\n" not in line}
    for at, block in enumerate(blocks):
        if not (words[at] in heads or at in pages):
            yield block


def _paragraphs(text: str) -> Iterator[Block]:
    """A block a paragraph; where lines have tabs in them, a block a line, for it may be a table or a chat."""
    for passage in passages_of(text, (Block(0, len(text)),)):
        at = passage.start
        while passage.kind == "table" and (stop := text.find("\n", at, passage.end)) >= 0:
            yield Block(at, stop)
            at = stop + 1
        yield Block(at, passage.end)
