"""Prose that people wrote in Markdown, as blocks: paragraphs, headings, lists, quotations; with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from collabstudy.briefing.bindings import Place, bound, filled, named
from collabstudy.briefing.blocks import Block, Bullets, Citation, Heading, Inline, Line, Paragraph, Quotation, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.plain import plain, spaced
from collabstudy.briefing.statements import marked
from collabstudy.compare.claiming.bound import Binding, bindings
from collabstudy.errors import SettingsError
from collabstudy.io.briefing import Prose

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_OPEN, _CLOSE = "{{", "}}"


def title_of(material: Material, prose: Prose) -> str:
    """The first line as a title, with its numbers, if it is a heading of the first level, else nothing.

    Raises SettingsError, with file and line, for a name in braces that is none.
    """
    before = prose.text[: len(prose.text) - len(prose.text.lstrip())]
    first = prose.text.lstrip().split("\n", 1)[0]
    if not first.startswith("# "):
        return ""
    return plain(filled(material, first[2:], Place(prose.file, before.count("\n") + prose.line)))


def blocks(material: Material, prose: Prose) -> tuple[Block, ...]:
    """The text as blocks, without its title; names in braces are filled in.

    Pictures, tables and HTML are text. Raises SettingsError, with file and line, for names that are none; further ones
    are its `others`.
    """
    reader = _Reader(material, prose)
    found = tuple(reader.all(prose.text))
    if reader.problems:
        first, *others = reader.problems
        first.others = tuple(others)
        raise first
    return found


def problems(material: Material, prose: Prose) -> tuple[SettingsError, ...]:
    """Everything that is wrong with a text, in the order of its lines."""
    reader = _Reader(material, prose)
    for _ in reader.all(prose.text):
        pass
    try:
        title_of(material, prose)
    except SettingsError as error:
        return (error, *reader.problems)
    return tuple(reader.problems)


class _Reader:
    """One text being turned into blocks; what is wrong with its names is kept."""

    def __init__(self, material: Material, prose: Prose) -> None:
        self.material = material
        self.file, self.line = prose.file, prose.line
        self.parser = _parser()
        self.problems: list[SettingsError] = []

    def all(self, text: str) -> Iterator[Block]:
        tokens = self.parser.parse(text)
        if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
            tokens = tokens[3:]
        return self.blocks(tokens)

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            end = _closing(tokens, at)
            inside = tokens[at + 1 : end]
            if token.type == "paragraph_open":
                yield from self._paragraph(inside[0])
            elif token.type == "heading_open":
                yield Heading(self._line_only(inside[0]), min(max(int(token.tag[1]) + 1, 3), 4))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield Bullets(tuple(self._items(inside)), token.type == "ordered_list_open")
            elif token.type == "blockquote_open":
                yield Citation(tuple(self.blocks(inside)))
            elif token.type in ("code_block", "fence"):
                yield Paragraph((Text(plain(token.content)),))
            at = end + 1

    def _items(self, tokens: Sequence[Token]) -> Iterator[tuple[Block, ...]]:
        at = 0
        while at < len(tokens):
            end = _closing(tokens, at)
            yield tuple(self.blocks(tokens[at + 1 : end]))
            at = end + 1

    def _paragraph(self, token: Token) -> Iterator[Block]:
        """A paragraph; a quotation in it stands by itself."""
        line: list[Inline] = []
        for piece in self._pieces(token):
            if not isinstance(piece, Quotation):
                line.append(piece)
                continue
            if _says(line):
                yield Paragraph(marked(self.material, tuple(line)))
            yield piece
            line = []
        if _says(line):
            yield Paragraph(marked(self.material, tuple(line)))

    def _line_only(self, token: Token) -> Line:
        line: list[Inline] = []
        for piece in self._pieces(token):
            if isinstance(piece, Quotation):
                told = "a quotation stands in a heading"
                self.problems.append(self._place(token, 0).wrong(told, "put it into a paragraph of its own"))
            else:
                line.append(piece)
        return marked(self.material, tuple(line))

    def _pieces(self, token: Token) -> Iterator[Inline | Quotation]:
        strong = emphasis = 0
        href = ""
        for child in token.children or []:
            if child.type in ("strong_open", "strong_close"):
                strong += child.nesting
            elif child.type in ("em_open", "em_close"):
                emphasis += child.nesting
            elif child.type in ("link_open", "link_close"):
                href = str(child.attrs.get("href", "")) if child.nesting == 1 else ""
            elif child.type == "binding":
                yield from self._bound(token, child)
            elif child.type in ("softbreak", "hardbreak"):
                yield Text(" ")
            elif child.content:
                yield Text(spaced(child.content), bool(strong), bool(emphasis), href)

    def _bound(self, token: Token, child: Token) -> Line | tuple[Quotation]:
        place = self._place(token, child.meta["at"])
        try:
            if "name" in child.meta:
                return named(self.material, token.content, child.meta["name"], place)
            found = bound(self.material, child.content, place)
        except SettingsError as error:
            self.problems.append(error)
            return ()
        return (found,) if isinstance(found, Quotation) else found

    def _place(self, token: Token, at: int) -> Place:
        first = token.map[0] if token.map else 0
        return Place(self.file, first + token.content[:at].count("\n") + self.line)


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "typographer": False, "maxNesting": 100})
    parser.disable(["html_block", "html_inline", "image"])
    parser.inline.ruler.before("escape", "binding", _binding)
    return parser


def _binding(state: StateInline, silent: bool) -> bool:
    """The inline rule for names in braces: `{{ … }}`, and `{…}` where it is one."""
    end, meta = _quoted(state) or _named(state) or (0, {})
    if not end:
        return False
    if not silent:
        token = state.push("binding", "", 0)
        token.content = state.src[state.pos + 2 : end - 2].strip()
        token.meta = {"at": state.pos, **meta}
    state.pos = end
    return True


def _quoted(state: StateInline) -> tuple[int, dict[str, Binding]] | None:
    end = state.src.find(_CLOSE, state.pos + 2)
    return (end + 2, {}) if state.src.startswith(_OPEN, state.pos) and end >= 0 else None


def _named(state: StateInline) -> tuple[int, dict[str, Binding]] | None:
    if state.src[state.pos] != "{":
        return None
    if state.env.get("bound") != state.src:  # once for a paragraph, however many there are in it
        state.env["bound"] = state.src
        state.env["bindings"] = {binding.start: binding for binding in bindings(state.src)}
    found = state.env["bindings"].get(state.pos)
    return (found.end, {"name": found}) if found else None


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Where the block that opens here ends."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _says(line: Sequence[Inline]) -> bool:
    return any(piece.text.strip() for piece in line)
