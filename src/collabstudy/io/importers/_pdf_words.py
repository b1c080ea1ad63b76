"""The words of a PDF's paragraphs, with what line ends had broken put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from collabstudy.io.importers._pdf_lines import Line, is_unspaced
from collabstudy.io.importers._pdf_paragraphs import Paragraph

HYPHEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
KEEPS_HYPHEN = frozenset(
    "co non self well pre post multi cross semi anti inter long short high low all half ex".split()
)


def text_of(paragraph: Paragraph, words: frozenset[str]) -> str:
    """The text of a paragraph, its line ends closed; `words` are those of the whole document. Of a table, its rows."""
    if paragraph.is_table:
        return "\n".join("\t".join(line.cells) for line in paragraph.lines)
    text = ""
    for line in paragraph.lines:
        addition = " ".join(line.text.split())
        if not text:
            text = addition
        elif hyphenated := HYPHEN.search(text.rsplit(" ", 1)[-1]):
            text = closed(text, hyphenated[1], addition, words)
        else:
            text += addition if is_unspaced(text[-1]) and is_unspaced(addition[0]) else f" {addition}"
        if line.hyphen:
            text += "-"
    return text


def closed(text: str, before: str, addition: str, words: frozenset[str]) -> str:
    """A word that was broken at a line's end: whole where the document or good sense says so, else with its hyphen."""
    rest = re.match(r"[^\W\d_]+", addition)
    soft = text[-1] == "\u00ad"
    if rest is None or (rest[0][0].isupper() and not soft):
        return text + addition
    joined, hyphened = (before + rest[0]).casefold(), f"{before}-{rest[0]}".casefold()
    if not soft and joined not in words and (hyphened in words or before.casefold() in KEEPS_HYPHEN):
        return text[:-1] + "-" + addition
    return text[:-1] + addition


def words_of(pages: Iterable[list[Line]]) -> frozenset[str]:
    """All words of a document, hyphened ones whole."""
    text = "\n".join(line.text for lines in pages for line in lines)
    return frozenset(word.casefold() for word in set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)))
