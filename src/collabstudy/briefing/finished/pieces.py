"""A quotation taken apart: the words that must have been said, and what its writer has cut or put in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from collabstudy.briefing.finished.tokens import WORD, Word, normal

Edit = Literal["cut", "put"]

_DOTS = r"(?:…|\.\s?\.\s?\.(?:\s?\.)?)"
_CUT = re.compile(rf"[\[(]\s*{_DOTS}\s*[\])]|{_DOTS}|\[\s*-+\s*\]")
_NOTHING = re.compile(
    r"(?i)[\[(]\s*(?:sic!?|emphasis (?:added|in (?:the )?original)|my emphasis|our emphasis|original emphasis)\s*[\])]"
)
_REMARK = re.compile(
    r"(?i)[\[(]\s*(?:(?:short|long|brief|both|all|they|general|nervous\w*|soft\w*|loud\w*|she|he)\s+)?"
    r"(?:laugh\w*|chuckl\w*|giggl\w*|smil\w*|grin\w*|sigh\w*|pause\w*|silence|cough\w*|cries|crying|sobs|"
    r"inaudible|unclear|crosstalk|applause|lach\w*|pause|rires?|risas?)(?:\s+[a-z]+){0,2}\s*[\])]"
)
"""How somebody spoke: it stands for no words."""
_LETTER = re.compile(r"\[([^\W\d_]{1,2})\](?=[^\W_])")
_PART = re.compile(r"[^\W_]+\[[^\[\]]{1,12}\][^\W_]*")
_PUT = re.compile(r"\[[^\[\]]{1,120}\](?:['’‘ʼ‑-][^\W_]*)?")
_ANY = re.compile(
    "|".join(f"(?:{one.pattern.removeprefix('(?i)')})" for one in (_NOTHING, _REMARK, _CUT, _PART, _PUT, WORD)), re.I
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The words of a quotation in their order, and the announced edits.

    `edits` gives, for a place between two words (1 stands between the first and the second), what was done there; what
    stands at either end means nothing. `text` is the quotation with `[W]e` written as one word.
    """

    text: str
    words: tuple[Word, ...]
    edits: dict[int, Edit]
    marked: bool = False

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The stretches of words with no edit in them, from and to."""
        return tuple(pairwise([0, *sorted(self.edits), len(self.words)]))


def pieces_of(text: str) -> Pieces:
    """Take a quotation apart.

    >>> taken = pieces_of("[W]e trust […] the [older] bakers [sic]")
    >>> [word.normal for word in taken.words], taken.edits
    (['we', 'trust', 'the', 'bakers'], {2: 'cut', 3: 'put'})
    """
    plain = _LETTER.sub(r"\1", text)
    words: list[Word] = []
    edits: dict[int, Edit] = {}
    announced = plain != text
    for found in _ANY.finditer(plain):
        said = found[0]
        if _NOTHING.fullmatch(said) or _REMARK.fullmatch(said):
            announced = True
        elif _CUT.fullmatch(said):
            edits[len(words)] = "cut"
        elif _PART.fullmatch(said) or _PUT.fullmatch(said):
            edits.setdefault(len(words), "put")
        elif said != "\x00":
            words.append(Word(normal(said), found.start(), found.end()))
    inner = {place: edit for place, edit in edits.items() if 0 < place < len(words)}
    return Pieces(plain, tuple(words), inner, announced or bool(edits))
