"""What the paragraphs of an article, report or note are: headings, lists, quotations, tables or text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from collabstudy.io.draft import Block
from collabstudy.io.headings import with_headings
from collabstudy.io.lists import LONGEST_ITEM, are_neighbours
from collabstudy.io.masthead import date_in, labelled_title, title_in
from collabstudy.io.passages import Passage, ends_sentence, passages_of
from collabstudy.io.quotations import with_quotations

LONG = 80
"""In characters: a paragraph that breaks off after so many was cut by a page."""


def classify(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    r"""The blocks with every kind decided; undecided ones may be split, joined or dropped.

    A quotation and the line that says whose words they are become one `quote` block over the quotation, without its
    outer quotation marks, with the attribution as `speaker`. Each item of a list is a block without its bullet. The
    rows of a table are one block. Headings have levels: 1 the title, 2 a section, 3 what stands inside a section.

    >>> text = "Trust\n\nIt takes time to build, and none to lose.\n\n“We kept asking.”\n\nWarden, Ambridge Hall\n"
    >>> [(block.kind, block.speaker) for block in classify(text, (Block(0, len(text)),))]
    [('heading', None), ('paragraph', None), ('quote', 'Warden, Ambridge Hall')]
    """
    passages = with_lists(text, with_quotations(text, passages_of(text, blocks)))
    passages = with_headings(text, with_title(text, passages))
    return tuple(block_of(passage) for passage in with_broken_ones_joined(text, passages))


def masthead(text: str, blocks: Sequence[Block]) -> tuple[str | None, str | None]:
    r"""Title and date of publication (ISO) as the first lines give them, None where they do not.

    >>> text = "Briefing\n\nRallying round\n\nNovember 2018\n\nAll over the country, things are changing.\n"
    >>> masthead(text, (Block(0, len(text)),))
    ('Rallying round', '2018-11')
    """
    passages = passages_of(text, blocks)
    labelled = next((found for p in passages[:12] if (found := labelled_title(p.of(text)))), None)
    passage = title_in(text, passages)
    title = labelled or (" ".join(passage.of(text).split()) if passage else None)
    return title, date_in(text, passages)


def with_lists(text: str, passages: Sequence[Passage]) -> list[Passage]:
    """The passages, with list items marked: a bullet, or a number that the item before or after continues."""
    made = []
    for at, passage in enumerate(passages):
        marker = passage.marker
        if marker is None or passage.kind is not None:
            made.append(passage)
            continue
        above = passages[at - 1].marker if at else None
        below = passages[at + 1].marker if at + 1 < len(passages) else None
        beside = are_neighbours(above, marker) or are_neighbours(marker, below)
        numbered = marker.number > 0
        if beside if numbered or marker.style in "*+o" else True:
            long = numbered and len(passage.of(text).split()) > LONGEST_ITEM
            start = passage.start + (0 if numbered else marker.length)
            made.append(replace(passage, start=start, kind="paragraph" if long else "list"))
        else:
            made.append(passage)
    return made


def with_title(text: str, passages: list[Passage]) -> list[Passage]:
    """The passages, with the title a heading of the first level, and what stands above it no heading."""
    title = title_in(text, passages)
    if title is None or title.kind is not None:
        return passages
    at = passages.index(title)
    above = [replace(p, kind="paragraph") if p.kind is None else p for p in passages[:at]]
    return [*above, replace(title, kind="heading", level=1), *passages[at + 1 :]]


def with_broken_ones_joined(text: str, passages: Sequence[Passage]) -> list[Passage]:
    """The passages, with the halves of a paragraph joined that a page break had cut in two."""
    made: list[Passage] = []
    for passage in passages:
        above = made[-1] if made else None
        if above is not None and is_paragraph(above) and is_paragraph(passage) and breaks_off(text, above, passage):
            made[-1] = replace(above, end=passage.end)
        else:
            made.append(passage)
    return made


def is_paragraph(passage: Passage) -> bool:
    """Whether a passage is running text that nobody has decided about."""
    return passage.kind is None and passage.marker is None


def breaks_off(text: str, above: Passage, below: Passage) -> bool:
    """Whether one paragraph ends inside a sentence and the next begins there."""
    end, beginning = above.of(text), below.of(text)
    return len(end) >= LONG and not ends_sentence(end) and end[-1].isalnum() and beginning[0].islower()


def block_of(passage: Passage) -> Block:
    """The block of a passage: what its format gave, or what it was taken for."""
    if passage.given is not None:
        given = passage.given
        return replace(
            given, start=passage.start, end=passage.end, kind=passage.kind, level=passage.level, speaker=passage.speaker
        )
    return Block(passage.start, passage.end, passage.kind or "paragraph", passage.level, passage.speaker)
