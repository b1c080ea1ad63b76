"""From a study and what was found in it to the briefing, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from collabstudy import plugins
from collabstudy.briefing import markdown, problems, settings
from collabstudy.briefing.bindings import Place, filled
from collabstudy.briefing.blocks import Block, Briefing, Matrix, Picture, Section, Statement, Table, lines
from collabstudy.briefing.evidence import evidence
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Part
from collabstudy.briefing.parts.made import coded, counted
from collabstudy.briefing.parts.sounds import spread
from collabstudy.briefing.parts.who import sources
from collabstudy.briefing.plain import plain
from collabstudy.briefing.settings import APPENDIX, PARTS
from collabstudy.briefing.words import capital, meanings
from collabstudy.compare.table import Crosstab
from collabstudy.io.briefing import FILE, Prose, read_briefing, read_template
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from collabstudy.compare.findings import Findings
    from collabstudy.compare.framework import Framework
    from collabstudy.topics.topics import Topics


def compose(
    study: Study,
    *,
    crosstab: Crosstab,
    figures: Mapping[str, Picture],
    manifest: Mapping[str, Any],
    topics: Topics | None = None,
    findings: Findings | None = None,
    framework: Framework | None = None,
) -> Briefing:
    """Put the briefing together: what people wrote in briefing/, and for the rest what the numbers say.

    Args:
        study: the study.
        crosstab: the comparison by case.
        figures: pictures by name; each stands in the part to which it belongs (`parts/figures.py`).
        manifest: what it was made from: `inputs` (hash by file), `versions` (by package) and
            `unread` (lines of coding logs that could not be read); no dates.
        topics: the topics, where there are any.
        findings: the sentences that carry a claim, checked.
        framework: the framework matrix, where people have written summaries.

    Raises:
        SettingsError: something in briefing/ cannot be read, or names what is not there; with file and line. Whatever
            else is wrong there is in its `others`.
        SourceError: a coded document cannot be read.
    """
    written = read_briefing(study.folder)
    chosen, misset = settings.read(written)
    pictures = {name: _captioned(picture, chosen.captions.get(name, "")) for name, picture in figures.items()}
    material = Material(study, crosstab, written, chosen, pictures, manifest, topics, findings, framework)
    wrong = (*misset, *problems.of(material))
    if wrong:
        raise problems.together(wrong)
    return _composed(material)


def _captioned(picture: Picture, own: str) -> Picture:
    """A picture with the caption that people wrote, if they did: the program's then stands with the method."""
    told = plain(picture.caption)
    note = plain(" ".join(filter(None, (told if own else "", picture.note))))
    return replace(picture, caption=plain(own) or told, alt=plain(picture.alt), note=note)


def _composed(material: Material) -> Briefing:
    chosen, stated = material.choices, material.study.settings
    sections = tuple(_numbered(_apart(list(_sections(material)), material.labels["appendix"])))
    return Briefing(
        title=_filled(material, "title", chosen.title or stated.title),
        subtitle=_filled(material, "subtitle", chosen.subtitle or stated.subtitle),
        kind=plain(chosen.kind),
        language=stated.language,
        sections=sections,
        evidence=evidence(material),
        notes=_notes(material),
        invented=plain(stated.invented),
        fallen=tuple(_fallen(sections)),
        labels=material.labels,
        template=read_template(material.study.folder, chosen.template) if chosen.template else b"",
        styles=chosen.styles,
    )


def _filled(material: Material, setting: str, text: str) -> str:
    """A title with its numbers."""
    return plain(filled(material, text, Place(FILE, material.written.lines.get(setting, 1))))


def _fallen(sections: Iterable[Section]) -> Iterator[tuple[str, str, str]]:
    """The sentences of the prose that no longer hold, each where it stands first."""
    known: set[str] = set()
    for section in sections:
        for line in lines(section.blocks):
            for piece in line:
                if isinstance(piece, Statement) and piece.result == "broken" and piece.finding not in known:
                    known.add(piece.finding)
                    yield piece.text.strip(), piece.told, section.title


def _sections(material: Material) -> Iterator[Section]:
    parts = plugins.names(PARTS)
    for name in material.choices.sections:
        prose = material.written.prose.get(name)
        part = cast(Part, plugins.part(PARTS, name)) if name in parts else None
        blocks = (*_prose(material, part, prose), *_made(material, part, prose))
        if blocks:
            yield Section(name, _title(material, name, part, prose), blocks, paper=name == "evidence")


def _prose(material: Material, part: Part | None, prose: Prose | None) -> tuple[Block, ...]:
    return markdown.blocks(material, prose) if prose and not (part and part.PROSE == "inside") else ()


def _made(material: Material, part: Part | None, prose: Prose | None) -> tuple[Block, ...]:
    return part.blocks(material) if part and not (prose and part.PROSE == "instead") else ()


def _title(material: Material, name: str, part: Part | None, prose: Prose | None) -> str:
    """The heading that briefing.toml gives, else the text's own, else the part's."""
    given = material.choices.titles.get(name, "")
    given = _filled(material, f"titles.{name}", given) or (markdown.title_of(material, prose) if prose else "")
    return given or (part.title(material) if part else capital(name.replace("-", " ").replace("_", " ")))


def _apart(sections: list[Section], called: str) -> list[Section]:
    """The sections; the first of those at the end that are there to be looked up begins the appendix, and says so."""
    first = len(sections)
    while first and sections[first - 1].name in APPENDIX:
        first -= 1
    return [replace(section, appendix=called) if 0 < at == first else section for at, section in enumerate(sections)]


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
    made = (sources(material), coded(material), material.agreement, counted(material))
    return (
        (material.labels["how_made"], " ".join(filter(None, made))),
        (
            material.labels["reading"],
            f"Counts are of {material.places} that were {material.counted}. {meanings(material.study.settings)}",
        ),
        (material.labels["voices"], spread(material)),
    )
