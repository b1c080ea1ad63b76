"""Everything that is wrong with what people wrote in briefing/, all at once, each with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from collabstudy.briefing import markdown, settings
from collabstudy.briefing.bindings import Place, filled
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import coreq
from collabstudy.briefing.words import several
from collabstudy.compare.table import Crosstab
from collabstudy.errors import SettingsError, StudyError
from collabstudy.io.briefing import FILE, Prose, Written, read_briefing, read_template
from collabstudy.model.checks import Problem
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from collabstudy.compare.findings import Findings


def problems(study: Study, *, crosstab: Crosstab, findings: Findings | None = None) -> tuple[Problem, ...]:
    """What stops the briefing of a study, for `check`; nothing when it can be put together.

    Without `findings` no sentence of theirs can be named in the prose.
    """
    try:
        written = read_briefing(study.folder)
        chosen, wrong = settings.read(written)
        found = (*wrong, *of(Material(study, crosstab, written, chosen, findings=findings)))
    except StudyError as error:
        found = (error, *error.others)
    return tuple(
        Problem("briefing-unreadable", "error", error.problem, error.file or FILE, error.line, error.hint)
        for error in found
    )


def of(material: Material) -> Iterator[StudyError]:
    """What is wrong, in the order of the files."""
    written = material.written
    yield from _names(material)
    yield from _titles(material)
    yield from _unknown(material, written)
    for text in _texts(written):
        yield from markdown.problems(material, text)
    if material.choices.template:
        yield from _template(material)


def together(wrong: Sequence[StudyError]) -> StudyError:
    """The first of them, which knows the others, and says how many there are."""
    first, *others = wrong
    if not others:
        return first
    more = f"{several(len(others), 'more thing is', 'more things are')} wrong in the briefing: `collabstudy check`"
    told = SettingsError(first.problem, hint=f"{first.hint}; {more}", file=first.file, line=first.line)
    told.others = tuple(others)
    return told


def _texts(written: Written) -> Iterator[Prose]:
    for name, prose in written.prose.items():
        if name != "coreq":
            yield prose
            continue
        try:
            before, own = coreq.written(prose)
        except SettingsError:
            continue  # told with the names
        yield from (*((before,) if before else ()), *own.values())
    yield from (*written.cases.values(), *written.themes.values())


def _names(material: Material) -> Iterator[SettingsError]:
    """Settings that name codings, findings or figures which there are not, and items that COREQ has not."""
    chosen, written = material.choices, material.written
    for name, pinned in (("pinned", chosen.pinned), ("sounds_pinned", chosen.sounds_pinned)):
        for coding in pinned:
            if coding not in material.codings:
                yield SettingsError(
                    f"there is no coding `{coding}` to quote",
                    hint="it was removed, or its document withdrawn: take it out, or give the id of a standing coding",
                    file=FILE,
                    line=written.lines.get(f"quotes.{name}"),
                )
    if material.findings is not None:
        known = [outcome.finding.id for outcome in material.findings]
        yield from settings.missing(written, "findings.show", chosen.findings or (), known, "finding")
    if material.pictures:
        drawn = tuple(material.pictures)
        yield from settings.missing(written, "figures.show", chosen.figures or (), drawn, "figure")
        for name in chosen.captions:
            yield from settings.missing(written, f"captions.{name}", (name,), drawn, "figure")
    if "coreq" in written.prose:
        try:
            coreq.written(written.prose["coreq"])
        except SettingsError as error:
            yield error


def _titles(material: Material) -> Iterator[SettingsError]:
    """Names in braces in the titles of briefing.toml."""
    chosen, lines = material.choices, material.written.lines
    titles = {"title": chosen.title, "subtitle": chosen.subtitle}
    titles |= {f"titles.{name}": title for name, title in chosen.titles.items()}
    for setting, text in titles.items():
        try:
            filled(material, text, Place(FILE, lines.get(setting, 1)))
        except SettingsError as error:
            yield error


def _unknown(material: Material, written: Written) -> Iterator[SettingsError]:
    """Texts for cases and codes that there are not would never be read."""
    known = {"case": [case.id for case in material.study.cases], "theme": [row.id for row in material.rows]}
    for what, texts in (("case", written.cases), ("theme", written.themes)):
        for name, prose in texts.items():
            if name not in known[what]:
                hint = f"name the file after one of {', '.join(known[what])}"
                yield SettingsError(f"there is no {what} `{name}`", hint=hint, file=prose.file)


def _template(material: Material) -> Iterator[StudyError]:
    from collabstudy.briefing.word import found as wordfound
    from collabstudy.briefing.word import template as wordtemplate

    chosen, lines = material.choices, material.written.lines
    try:
        document = wordtemplate.opened(read_template(material.study.folder, chosen.template), chosen.template)
    except StudyError as error:
        error.line = lines.get("template")
        yield error
        return
    yield from wordfound.wrong(document, chosen.styles)
