"""Prose that people wrote in Markdown, as blocks: paragraphs, headings, lists, quotations; bindings filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from collabstudy.briefing.bindings import Place, bound
from collabstudy.briefing.blocks import Block, Bullets, Citation, Heading, Inline, Line, Paragraph, Quotation, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.plain import plain, spaced
from collabstudy.io.briefing import Prose

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_OPEN, _CLOSE = "{{", "}}"


def title_of(prose: Prose) -> str:
    """The first line as a title, if it is a heading of the first level, else nothing."""
    first = prose.text.lstrip().split("\n", 1)[0]
    return plain(first[2:]) if first.startswith("# ") else ""


def blocks(material: Material, prose: Prose) -> tuple[Block, ...]:
    """The text as blocks, without its title; bindings are filled in.

    Raises SettingsError, with file and line, for what is none of the above (pictures, tables, HTML are text or refused)
    and for bindings that name what is not there.
    """
    reader = _Reader(material, prose)
    tokens = reader.parser.parse(prose.text)
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        tokens = tokens[3:]
    return tuple(reader.blocks(tokens))


class _Reader:
    """One text being turned into blocks."""

    def __init__(self, material: Material, prose: Prose) -> None:
        self.material = material
        self.file = prose.file
        self.parser = _parser()

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
                yield Paragraph(tuple(line))
            yield piece
            line = []
        if _says(line):
            yield Paragraph(tuple(line))

    def _line_only(self, token: Token) -> Line:
        line: list[Inline] = []
        for piece in self._pieces(token):
            if isinstance(piece, Quotation):
                raise self._place(token, 0).wrong(
                    "a quotation stands in a heading", "put it into a paragraph of its own"
                )
            line.append(piece)
        return tuple(line)

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
                found = bound(self.material, child.content, self._place(token, child.meta["at"]))
                yield from (found,) if isinstance(found, Quotation) else found
            elif child.type in ("softbreak", "hardbreak"):
                yield Text(" ")
            elif child.content:
                yield Text(spaced(child.content), bool(strong), bool(emphasis), href)

    def _place(self, token: Token, at: int) -> Place:
        first = token.map[0] if token.map else 0
        return Place(self.file, first + token.content[:at].count("\n") + 1)


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    parser.disable(["html_block", "html_inline", "image"])
    parser.inline.ruler.before("escape", "binding", _binding)
    return parser


def _binding(state: StateInline, silent: bool) -> bool:
    """The inline rule for `{{ … }}`."""
    end = state.src.find(_CLOSE, state.pos + 2)
    if not state.src.startswith(_OPEN, state.pos) or end < 0:
        return False
    if not silent:
        token = state.push("binding", "", 0)
        token.content = state.src[state.pos + 2 : end].strip()
        token.meta = {"at": state.pos}
    state.pos = end + 2
    return True


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
