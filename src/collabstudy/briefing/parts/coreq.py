"""The checklist for reports of interview studies: what the study knows, what its authors have written, what is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from collabstudy.briefing import coreq, markdown
from collabstudy.briefing.blocks import Block, Line, Paragraph, Table, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Prose
from collabstudy.errors import SettingsError
from collabstudy.io.briefing import Prose as Written

PROSE: Prose = "inside"
MOST = 32
_ITEM = re.compile(r"^#{2,6}[ \t]+(?P<number>\d+)\b[^\n]*$", re.MULTILINE)
_LEAD = (
    "The items are those of COREQ, the consolidated criteria for reporting qualitative research (Tong, Sainsbury and"
    " Craig 2007). What the study itself knows is filled in."
)


def title(material: Material) -> str:
    """The heading."""
    return "Reporting checklist (COREQ)"


def blocks(material: Material) -> tuple[Block, ...]:
    """A table for each of the three domains, after what people wrote before the first item; none without interviews."""
    prose = material.written.prose.get("coreq")
    if not material.interviews and prose is None:
        return ()
    before, own = written(prose) if prose else (None, {})
    lead = markdown.blocks(material, before) if before else ()
    reported = {number: _lines(material, text) for number, text in own.items()}
    tables = tuple(
        Table(
            (Text(f"COREQ, {domain.lower()}."),),
            ("No.", material.labels["item"], material.labels["reported"]),
            tuple(_row(material, item, reported) for item in items),
            heads=_heads(items),
            name=f"COREQ {at}",
        )
        for at, (domain, items) in enumerate(coreq.items().items(), 1)
    )
    return (*lead, Paragraph((Text(_LEAD),), note=True), *tables)


def written(prose: Written) -> tuple[Written | None, dict[int, Written]]:
    """The text before the first item, and that of each item: it stands under a heading with the item's number.

    Raises SettingsError, with the line, for a number that no item has and for one that comes twice.
    """
    found = list(_ITEM.finditer(prose.text))
    first = found[0].start() if found else len(prose.text)
    own: dict[int, Written] = {}
    for at, heading in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(prose.text)
        line = prose.text[: heading.start()].count("\n") + prose.line
        number = int(heading["number"])
        if not 1 <= number <= MOST or number in own:
            told = f"item {number} is here twice" if number in own else f"COREQ has no item {number}"
            raise SettingsError(told, hint=f"items are numbered from 1 to {MOST}", file=prose.file, line=line)
        own[number] = replace(prose, text=prose.text[heading.end() : end], line=line)
    before = replace(prose, text=prose.text[:first])
    return (before if before.text.strip() else None), own


def _heads(items: tuple[coreq.Item, ...]) -> dict[int, str]:
    topics = [item.topic for item in items]
    return {at: topic for at, topic in enumerate(topics) if topics.index(topic) == at}


def _row(material: Material, item: coreq.Item, reported: dict[int, Line]) -> tuple[Line, ...]:
    told = coreq.known(material, item.number)
    line = (*((Text(told),) if told else ()), *((Text(" "),) if told and item.number in reported else ()))
    line = (*line, *reported.get(item.number, ()))
    return (Text(str(item.number)),), (Text(item.name),), line or (Text(material.labels["to_fill"], emphasis=True),)


def _lines(material: Material, text: Written) -> Line:
    """The paragraphs of an item in one line: a table has no room for more."""
    found = list(_pieces(markdown.blocks(material, text)))
    line: list[Text] = []
    for at, piece in enumerate(found):
        line += [Text(" ")] if at else []
        line += piece  # type: ignore[arg-type]  # a line of any kind
    return tuple(line)


def _pieces(found: tuple[Block, ...]) -> Iterator[Line]:
    from collabstudy.briefing.blocks import lines

    yield from lines(found)
