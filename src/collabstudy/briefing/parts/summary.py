"""The summary where nobody has written one: which themes all, most and some places voice, in numbers only."""

from __future__ import annotations

from collections import defaultdict

from collabstudy.briefing.blocks import Block, Inline, Number, Paragraph, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital
from collabstudy.compare.table import Row
from collabstudy.compare.wording import wording

PROSE: Prose = "instead"


def title(material: Material) -> str:
    """The heading."""
    return "Summary"


def blocks(material: Material) -> tuple[Block, ...]:
    """One sentence for each word that the study uses for its counts, the widest spread first."""
    groups: dict[str, list[Row]] = defaultdict(list)
    ranked = sorted(material.rows, key=lambda row: -_share(material, row))
    for row in ranked:
        count = material.count(row.id)
        if count.present:
            word = wording(count.present, count.of, material.study.settings)
            everybody = count.present < count.of or count.of == len(material.names)
            groups[word if everybody or "asked" in word else f"{word} that were {material.counted}"].append(row)
    return tuple(Paragraph(_sentence(material, word, rows)) for word, rows in groups.items())


def _share(material: Material, row: Row) -> float:
    count = material.count(row.id)
    return count.present / count.of if count.of else 0


def _sentence(material: Material, word: str, rows: list[Row]) -> tuple[Inline, ...]:
    line: list[Inline] = [Text(f"{capital(word)} {'voices' if word.startswith(('one ', 'the one ')) else 'voice'} ")]
    for at, row in enumerate(rows):
        if at:
            line.append(Text(" and " if at == len(rows) - 1 else ", "))
        count = material.count(row.id)
        line.append(Text(f"“{plain(row.name)}” ("))
        line.append(Number(f"{count.present} of {count.of}", (row.id,)))
        line.append(Text(")"))
    return (*line, Text("."))
