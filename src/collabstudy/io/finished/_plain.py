"""The paragraphs of a plain text."""

from __future__ import annotations

from collections.abc import Iterator

from collabstudy.io.finished._paragraph import Paragraph

LONG = 120
"""In characters: no program that breaks lines makes them so long, so that each is a paragraph."""


def paragraphs(text: str) -> Iterator[Paragraph]:
    r"""Lines where some are long, else what stands between empty lines; what begins with a tab is set further in.

    >>> [(paragraph.line, paragraph.text) for paragraph in paragraphs("One\ngoes on.\n\nTwo.")]
    [(1, 'One\ngoes on.'), (4, 'Two.')]
    """
    lines = text.split("\n")
    alone = any(len(line) > LONG for line in lines)
    kept: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if kept and (alone or not line.strip()):
            yield _paragraph(kept, number - len(kept))
            kept = []
        if line.strip():
            kept.append(line)


def _paragraph(lines: list[str], number: int) -> Paragraph:
    inside = all(line.startswith(("\t", "    ")) for line in lines)
    return Paragraph("\n".join(line.strip() for line in lines), "indented" if inside else "", line=number)
