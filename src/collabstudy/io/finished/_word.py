"""The paragraphs of a Word document as a reader sees them: styles, indents, notes, boxes, pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.archives import SAVE_AGAIN, SafeArchive, open_archive
from collabstudy.io.finished._looks import INDENTED, slanted
from collabstudy.io.finished._paragraph import Paragraph, Part
from collabstudy.io.finished._word_runs import Said, said_in
from collabstudy.io.finished._word_styles import Form, Forms, forms_of
from collabstudy.io.importers._word_document import WRAPPERS, cells, main_part, optional, relations
from collabstudy.io.importers._word_text import mark_deleted
from collabstudy.io.xml import attribute, child, children, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from collabstudy.io.source import Source

_MARGIN = re.compile(r"(?:^|/)(?:header|footer)\d*\.xml$")


def paragraphs(source: Source) -> Iterator[Paragraph]:
    """The document's paragraphs; what `docx.read` gives, and raises."""
    archive = open_archive(source)
    main = main_part(archive)
    body = child(parse_xml(archive.read(main), source.path, main), "body")
    if body is None:
        raise SourceError(f"the part {main} has no body", hint=SAVE_AGAIN, file=source.path)
    if next(body.iter("{*}altChunk"), None) is not None:
        hint = "open it in Word, save it, and check that copy"
        raise SourceError("a part of it is another file that only Word can put in", hint=hint, file=source.path)
    related = relations(archive, main)
    forms = forms_of(optional(archive, related.get("styles")))
    walk = _Walk(forms, _notes(archive, related))
    found = [*walk.paragraphs(body, "text")]
    paged = walk.page > 1
    usual = _usual(found)
    yield from (_made(one, usual, paged=paged) for one in found)
    for note in walk.notes.values():
        yield from (_made(one, usual, paged=False) for one in _Walk(forms, {}).paragraphs(note, "note"))
    yield from _margins(archive, forms)


@dataclass(slots=True)
class _Found:
    """A paragraph on its way: its form is judged when all are known."""

    paragraph: Paragraph
    form: Form


@dataclass(slots=True)
class _Walk:
    """Going through paragraphs, counting pages and the rows of tables."""

    forms: Forms
    notes: dict[tuple[str, str], _Element]
    page: int = 1
    rows: Iterator[int] = field(default_factory=lambda: count(1))

    def paragraphs(self, container: _Element, part: Part, row: int | None = None) -> Iterator[_Found]:
        """The paragraphs of a body, cell, box or note; text boxes after the paragraph that they hang on."""
        unfinished = Said()
        for element in container:
            name = local(element)
            if name == "p":
                said = said_in(element, unfinished)
                if mark_deleted(element):
                    unfinished = said
                else:
                    yield from self._paragraph(said, self.forms.of(element), part, row)
                    unfinished = Said()
            elif name == "tbl":
                yield from self._table(element, part)
            elif name in WRAPPERS:
                yield from self.paragraphs(element, part, row)
        if unfinished.parts:
            yield from self._paragraph(unfinished, Form(), part, row)

    def _paragraph(self, said: Said, form: Form, part: Part, row: int | None) -> Iterator[_Found]:
        if said.text.strip() and not form.contents:
            notes = tuple((at, text) for at, key in said.notes if (text := self._note(key)))
            page = self.page + said.breaks_before
            made = Paragraph(said.text, form.look, part, page, row=row, notes=notes)
            yield _Found(made if said.upright else slanted(made), form)
        self.page += said.breaks
        for box in said.boxes:
            yield from self.paragraphs(box, "box" if part == "text" else part, row)

    def _table(self, table: _Element, part: Part) -> Iterator[_Found]:
        for element in table:
            if local(element) == "tr" and child(element, "trPr", "del") is None:
                row = next(self.rows)
                for cell in cells(element):
                    if child(cell, "tcPr", "cellDel") is None:
                        yield from self.paragraphs(cell, "table" if part == "text" else part, row)
            elif local(element) in WRAPPERS:
                yield from self._table(element, part)

    def _note(self, key: tuple[str, str]) -> str:
        if key not in self.notes:
            return ""
        return " ".join(
            found.paragraph.text.strip() for found in _Walk(self.forms, {}).paragraphs(self.notes[key], "note")
        )


def _notes(archive: SafeArchive, related: dict[str, str]) -> dict[tuple[str, str], _Element]:
    """Foot- and endnotes by kind and id, without the lines that separate them from the text."""
    found = {}
    for kind in ("footnote", "endnote"):
        part = optional(archive, related.get(f"{kind}s"))
        for note in () if part is None else children(part, kind):
            if attribute(note, "type") not in ("separator", "continuationSeparator", "continuationNotice"):
                found[kind, attribute(note, "id")] = note
    return found


def _margins(archive: SafeArchive, forms: Forms) -> Iterator[Paragraph]:
    """Running heads and feet, those that say the same once."""
    seen: set[str] = set()
    for name in filter(_MARGIN.search, archive.names):
        for found in _Walk(forms, {}).paragraphs(parse_xml(archive.read(name), archive.file, name), "margin"):
            if found.paragraph.text not in seen:
                seen.add(found.paragraph.text)
                yield replace(found.paragraph, page=None)


def _usual(found: Sequence[_Found]) -> float:
    """How far in most of the text begins, in points."""
    letters: Counter[float] = Counter()
    for one in found:
        if not one.form.look and not one.form.numbered and one.paragraph.part == "text":
            letters[one.form.left] += len(one.paragraph.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _made(found: _Found, usual: float, *, paged: bool) -> Paragraph:
    """The paragraph, as a quotation may be when it is set further in than the text."""
    paragraph = found.paragraph if paged else replace(found.paragraph, page=None)
    inside = found.form.left - usual >= INDENTED and not found.form.numbered
    return (
        replace(paragraph, look="indented") if inside and not paragraph.look and paragraph.part == "text" else paragraph
    )
