"""From a study and what was found in it to the briefing, as one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from collabstudy import plugins
from collabstudy.briefing import markdown
from collabstudy.briefing.blocks import Block, Briefing, Matrix, Picture, Section, Table
from collabstudy.briefing.evidence import evidence
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Part
from collabstudy.briefing.parts.made import coded, counted
from collabstudy.briefing.parts.sounds import spread
from collabstudy.briefing.parts.who import sources
from collabstudy.briefing.plain import plain
from collabstudy.briefing.settings import PARTS, choices
from collabstudy.briefing.words import capital, meanings
from collabstudy.compare.table import Crosstab
from collabstudy.errors import SettingsError
from collabstudy.io.briefing import FILE, Prose, Written, read_briefing
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from collabstudy.compare.findings import Findings
    from collabstudy.topics.topics import Topics


def compose(
    study: Study,
    *,
    crosstab: Crosstab,
    figures: Mapping[str, Picture],
    manifest: Mapping[str, Any],
    topics: Topics | None = None,
    findings: Findings | None = None,
) -> Briefing:
    """Put the briefing together: what people wrote in briefing/, and for the rest what the numbers say.

    Args:
        study: the study.
        crosstab: the comparison by case.
        figures: pictures by name; `crosstab` stands with the themes, `topics` with the topics.
        manifest: what it was made from: `inputs` (hash by file), `versions` (by package) and
            `unread` (lines of coding logs that could not be read); no dates.
        topics: the topics, where there are any.
        findings: the sentences that carry a claim, checked.

    Raises:
        SettingsError: something in briefing/ cannot be read, or names what is not there; with file and line.
        SourceError: a coded document cannot be read.
    """
    written = read_briefing(study.folder)
    chosen = choices(written)
    pictures = {name: replace(p, caption=plain(p.caption), alt=plain(p.alt)) for name, p in figures.items()}
    material = Material(study, crosstab, written, chosen, pictures, manifest, topics, findings)
    _all_known(material, written)
    return Briefing(
        title=plain(chosen.title or study.settings.title),
        subtitle=plain(chosen.subtitle or study.settings.subtitle),
        kind=plain(chosen.kind),
        language=study.settings.language,
        sections=tuple(_numbered(list(_sections(material)))),
        evidence=evidence(material),
        notes=_notes(material),
        invented=plain(study.settings.invented),
    )


def _all_known(material: Material, written: Written) -> None:
    """Texts for cases and codes that there are not, and pinned codings that are gone, would never be read: say so."""
    for name, pinned in (("pinned", material.choices.pinned), ("sounds_pinned", material.choices.sounds_pinned)):
        for coding in pinned:
            if coding not in material.codings:
                raise SettingsError(
                    f"there is no coding `{coding}` to quote",
                    hint="it was removed, or its document withdrawn: take it out, or give the id of a standing coding",
                    file=FILE,
                    line=written.lines.get(f"quotes.{name}"),
                )
    known = {"case": [case.id for case in material.study.cases], "theme": [row.id for row in material.rows]}
    for what, texts in (("case", written.cases), ("theme", written.themes)):
        for name, prose in texts.items():
            if name not in known[what]:
                raise SettingsError(
                    f"there is no {what} `{name}`",
                    hint=f"name the file after one of {', '.join(known[what])}",
                    file=prose.file,
                )


def _sections(material: Material) -> Iterator[Section]:
    parts = plugins.names(PARTS)
    for name in material.choices.sections:
        prose = material.written.prose.get(name)
        part = cast(Part, plugins.part(PARTS, name)) if name in parts else None
        blocks = (*_prose(material, prose), *_made(material, part, prose))
        if blocks:
            yield Section(name, _title(material, name, part, prose), blocks)


def _prose(material: Material, prose: Prose | None) -> tuple[Block, ...]:
    return markdown.blocks(material, prose) if prose else ()


def _made(material: Material, part: Part | None, prose: Prose | None) -> tuple[Block, ...]:
    return part.blocks(material) if part and not (prose and part.UNWRITTEN) else ()


def _title(material: Material, name: str, part: Part | None, prose: Prose | None) -> str:
    """The heading that briefing.toml gives, else the text's own, else the part's."""
    given = material.choices.titles.get(name) or (markdown.title_of(prose) if prose else "")
    return plain(given) or (part.title(material) if part else capital(name.replace("-", " ").replace("_", " ")))


def _numbered(sections: list[Section]) -> Iterator[Section]:
    """Give figures and tables their numbers, in the order in which they stand."""
    figures = tables = 0
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Matrix | Picture):
                figures += 1
                blocks.append(replace(block, number=figures))
            elif isinstance(block, Table):
                tables += 1
                blocks.append(replace(block, number=tables))
            else:
                blocks.append(block)
        yield replace(section, blocks=tuple(blocks))


def _notes(material: Material) -> tuple[tuple[str, str], ...]:
    """What stands beside the text."""
    return (
        ("How it was made", f"{sources(material)} {coded(material)} {counted(material)}"),
        (
            "Reading the counts",
            f"Counts are of {material.places} that were {material.known}. {meanings(material.study.settings)}",
        ),
        ("Voices", spread(material)),
    )
