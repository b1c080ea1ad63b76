"""Web pages: articles without what surrounds them, transcripts complete."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabstudy.io.draft import Draft
    from collabstudy.io.source import Source

SUFFIXES = (".html", ".htm", ".xhtml")
PLAIN = True
BEGINS = re.compile(
    r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s)"
)


def claims(source: Source) -> bool:
    """Whether the file begins as a web page does."""
    return BEGINS.match(source.head_text) is not None


def read(source: Source) -> Draft:
    """The text of a page. What is an article loses menus, adverts and the like; a transcript loses nothing.

    Raises:
        SourceError: no text in it, or nested beyond reason.
    """
    from collabstudy.io.importers._html_page import draft

    return draft(source)
