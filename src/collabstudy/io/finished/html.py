"""Web pages, whole: what opens when it is clicked belongs to them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.io.importers.html import SUFFIXES, claims

if TYPE_CHECKING:
    from collabstudy.io.finished._paragraph import Paragraph
    from collabstudy.io.source import Source

__all__ = ["PLAIN", "SUFFIXES", "claims", "read"]

PLAIN = True


def read(source: Source) -> tuple[Paragraph, ...]:
    """Everything that a page can show; `<q>` is marked, `<cite>` and `<figcaption>` say whose words they are.

    Raises:
        SourceError: no page, or nested beyond reason.
    """
    from collabstudy.io.finished._page import paragraphs

    return tuple(paragraphs(source))
