"""Plain text, by whatever program it was transcribed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.io.draft import Block, Draft
from collabstudy.io.passages import passages_of

if TYPE_CHECKING:
    from collabstudy.io.sources import Source

SUFFIXES = (".txt", ".text", ".transcript", ".log")
PLAIN = True


def claims(source: Source) -> bool:
    """Nothing is certainly plain text; it is what a source is when nobody else knows better."""
    return False


def read(source: Source) -> Draft:
    """The text as it stands, in paragraphs."""
    decoded = source.decoded
    return Draft(decoded.text, tuple(_paragraphs(decoded.text)), encoding=decoded.encoding, remarks=decoded.remarks)


def _paragraphs(text: str) -> Iterator[Block]:
    """A block a paragraph; where lines have tabs in them, a block a line, for it may be a table or a chat."""
    for passage in passages_of(text, (Block(0, len(text)),)):
        at = passage.start
        while passage.kind == "table" and (stop := text.find("\n", at, passage.end)) >= 0:
            yield Block(at, stop)
            at = stop + 1
        yield Block(at, passage.end)
