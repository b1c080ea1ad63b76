"""Codes found in whole texts, where there is no study: nobody's turns, no roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from collabstudy.model.codebook import Code
from collabstudy.model.document import Turn
from collabstudy.tagging.corpus import Readable, read
from collabstudy.tagging.match import Hits, find


def tag_texts(codes: Sequence[Code], texts: Iterable[str], language: str) -> Hits:
    """The hits of codes in texts; each text is one turn of somebody without a role.

    >>> hits = tag_texts([Code("trust", "Trust", terms=("trust*",))], ["Trust me.", "I trusted."], "en")
    >>> hits.document.tolist(), hits.start.tolist(), hits.end.tolist()
    ([0, 1], [0, 2], [5, 9])
    """
    readable = {
        str(number): Readable(str(number), "", text, (Turn(1, "paragraph", 0, len(text)),))
        for number, text in enumerate(texts)
    }
    return find(codes, read(readable.values(), language), readable.__getitem__)
