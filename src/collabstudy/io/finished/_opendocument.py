"""The paragraphs of an OpenDocument text as a reader sees them: styles, indents, notes, frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.archives import SAVE_AGAIN, open_archive
from collabstudy.io.finished._looks import INDENTED, is_contents, look_of, points, slanted
from collabstudy.io.finished._paragraph import Paragraph, Part
from collabstudy.io.importers._opendocument import BLOCKS, LEFT_OUT, add
from collabstudy.io.xml import attribute, child, children, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from collabstudy.io.source import Source

_DEEPEST = 20


def paragraphs(source: Source) -> Iterator[Paragraph]:
    """The document's paragraphs; what `odt.read` gives, and raises."""
    roots = _roots(source)
    text = child(roots[-1], "body", "text")
    if text is None:
        raise SourceError("this is an OpenDocument file, but no text", hint=SAVE_AGAIN, file=source.path)
    walk = _Walk(_styles(roots), _italic(roots))
    found = [*walk.paragraphs(text, "text")]
    usual = _usual(walk, found)
    yield from (_made(walk, one, usual) for one in found)
    for note in walk.notes:
        yield from (one.paragraph for one in _Walk(walk.styles).paragraphs(note, "note"))
    yield from _margins(walk, roots)


def _roots(source: Source) -> list[_Element]:
    """What the file holds: its styles, where they stand apart, then its content."""
    if not source.head.startswith(b"PK"):
        return [parse_xml(source.data, source.path)]
    archive = open_archive(source)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise SourceError(
            "the file is protected by a password", hint="save a copy without the password", file=source.path
        )
    parts = [name for name in ("styles.xml", "content.xml") if name in archive or name == "content.xml"]
    return [parse_xml(archive.read(name), source.path, name) for name in parts]


def _styles(roots: Sequence[_Element]) -> dict[str, _Element]:
    """The paragraph styles by name; automatic ones of the content count before others of the same name."""
    return {
        attribute(style, "name"): style
        for root in roots
        for group in children(root, "styles", "automatic-styles")
        for style in children(group, "style")
        if attribute(style, "family", "paragraph") == "paragraph"
    }


def _italic(roots: Sequence[_Element]) -> frozenset[str]:
    """The styles, of paragraphs and of words, that set letters in italics."""
    return frozenset(
        attribute(style, "name")
        for root in roots
        for group in children(root, "styles", "automatic-styles")
        for style in children(group, "style")
        if (text := child(style, "text-properties")) is not None and attribute(text, "font-style") == "italic"
    )


@dataclass(slots=True)
class _Found:
    """A paragraph on its way, with the name of its style."""

    paragraph: Paragraph
    style: str
    listed: bool


@dataclass(slots=True)
class _Line:
    """The words of a paragraph as they are gathered."""

    parts: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[int, _Element]] = field(default_factory=list)
    slants: int = 0
    upright: bool = False

    def say(self, text: str | None) -> None:
        """Add words; white space counts as OpenDocument counts it."""
        add(self.parts, text)
        self.upright = self.upright or (not self.slants and any(map(str.isalpha, text or "")))

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(slots=True)
class _Walk:
    """Going through a text, remembering the notes that are met and counting the rows of tables."""

    styles: dict[str, _Element]
    italic: frozenset[str] = frozenset()
    notes: list[_Element] = field(default_factory=list)
    rows: Iterator[int] = field(default_factory=lambda: count(1))

    def paragraphs(
        self, container: _Element, part: Part, row: int | None = None, *, listed: bool = False
    ) -> Iterator[_Found]:
        """Paragraphs, in reading order; text boxes after the paragraph that they hang on."""
        for element in container:
            name = local(element)
            if name in ("h", "p"):
                yield from self._paragraph(element, part, row, listed=listed)
            elif name == "list":
                for entry in children(element, "list-item", "list-header"):
                    yield from self.paragraphs(entry, part, row, listed=True)
            elif name == "table":
                yield from self._table(element, "table" if part == "text" else part)
            elif name in BLOCKS:
                boxed = name not in ("section", "index-body", "list-header") and part == "text"
                yield from self.paragraphs(element, "box" if boxed else part, row, listed=listed)

    def _paragraph(self, element: _Element, part: Part, row: int | None, *, listed: bool) -> Iterator[_Found]:
        line = _Line()
        self._gather(element, line)
        style = attribute(element, "style-name")
        names = self.names(style)
        if line.text.strip() and not is_contents(names[:2]):
            notes = tuple((at, _said(self.styles, note)) for at, note in line.notes)
            look = "heading" if local(element) == "h" else look_of(names)
            made = Paragraph(line.text, look, part, row=row, notes=notes)
            yield _Found(made if line.upright else slanted(made), style, listed)
        self.notes += [note for _, note in line.notes]
        for box in line.boxes:
            yield from self.paragraphs(box, "box" if part == "text" else part, row)

    def _gather(self, element: _Element, line: _Line) -> None:
        """Add what an element says."""
        slant = attribute(element, "style-name") in self.italic
        line.slants += slant
        line.say(element.text)
        for part in element:
            name = local(part)
            if name == "s":
                blanks = attribute(part, "c", "1")
                line.parts.append(" " * min(int(blanks) if blanks.isdigit() else 1, 200))
            elif name in ("tab", "line-break"):
                line.parts.append("\t" if name == "tab" else "\n")
            elif name == "note":
                line.notes += [(len(line.text), body) for body in children(part, "note-body")]
            elif name not in LEFT_OUT and child(part, "p") is not None:  # a frame, or a shape with words in it
                line.boxes.append(part)
            elif name not in LEFT_OUT:
                self._gather(part, line)
            line.say(part.tail)
        line.slants -= slant

    def _table(self, table: _Element, part: Part) -> Iterator[_Found]:
        for element in table:
            if local(element) == "table-row":
                row = next(self.rows)
                for cell in children(element, "table-cell"):
                    yield from self.paragraphs(cell, part, row)
            elif local(element) in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self._table(element, part)

    def names(self, style: str) -> list[str]:
        """What a style and those above it are called, the nearest first."""
        found: list[str] = []
        while style and len(found) < _DEEPEST:
            element = self.styles.get(style)
            found.append(style if element is None else attribute(element, "display-name") or style)
            style = "" if element is None else attribute(element, "parent-style-name")
        return found

    def left(self, style: str) -> float:
        """How far in a style begins, in points."""
        for _ in range(_DEEPEST):
            element = self.styles.get(style)
            properties = child(element, "paragraph-properties")
            if properties is not None and attribute(properties, "margin-left"):
                return points(attribute(properties, "margin-left"))
            style = "" if element is None else attribute(element, "parent-style-name")
        return 0.0


def _said(styles: dict[str, _Element], note: _Element) -> str:
    return " ".join(found.paragraph.text.strip() for found in _Walk(styles).paragraphs(note, "note"))


def _usual(walk: _Walk, found: Sequence[_Found]) -> float:
    """How far in most of the text begins, in points."""
    letters: Counter[float] = Counter()
    for one in found:
        if not one.paragraph.look and not one.listed and one.paragraph.part == "text":
            letters[walk.left(one.style)] += len(one.paragraph.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _made(walk: _Walk, found: _Found, usual: float) -> Paragraph:
    """The paragraph, as a quotation may be when it is set further in than the text."""
    plain = not found.paragraph.look and not found.listed and found.paragraph.part == "text"
    if plain and walk.left(found.style) - usual >= INDENTED:
        return replace(found.paragraph, look="indented")
    return found.paragraph


def _margins(walk: _Walk, roots: Sequence[_Element]) -> Iterator[Paragraph]:
    """Running heads and feet, those that say the same once."""
    seen: set[str] = set()
    for root in roots:
        for group in children(root, "master-styles"):
            for edge in (edge for page in children(group, "master-page") for edge in page):
                for found in walk.paragraphs(edge, "margin"):
                    if found.paragraph.text not in seen:
                        seen.add(found.paragraph.text)
                        yield found.paragraph
