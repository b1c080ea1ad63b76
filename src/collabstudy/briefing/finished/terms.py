"""What may stand in quotation marks without anybody having said it: names, titles, questions, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from collabstudy.briefing.finished.marks import marked
from collabstudy.briefing.finished.tokens import normal_text

if TYPE_CHECKING:
    from collabstudy.briefing.finished.quotation import Quoted
    from collabstudy.io.finished import Paragraph
    from collabstudy.model.study import Study

_CAPITALS = 0.7
"""Of the longer words: with so many capitals it is the title of something."""

_ASKED = re.compile(
    r"(?i)\b(?:(?:we|I)(?: (?:also|always|then|first))? ask(?:ed)?|(?:our|my|the) (?:\w+ )?questions?)\b"
)


class Terms:
    """The names, titles, questions and definitions of a study, and the headings of a document."""

    def __init__(self, study: Study, paragraphs: Sequence[Paragraph]) -> None:
        own = (p.text for p in paragraphs if p.look == "heading" and not marked(p.text))
        self._told = "".join(f" {normal_text(term)} \n" for term in (*_of(study), *own))

    def __contains__(self, text: str) -> bool:
        """Whether words are one of them, or stand in one."""
        return f" {normal_text(text)} " in self._told


def _of(study: Study) -> Iterator[str]:
    yield from (study.settings.title, study.settings.subtitle)
    for document in study.documents:
        yield document.title
    for case in study.cases:
        yield from (case.name, *case.aliases)
    for code in study.codebook:
        yield from (code.name, code.definition, code.include, code.exclude)
    yield from (question.text for question in study.guide.questions)


def is_own_question(one: Quoted) -> bool:
    """Whether the writer tells what was asked: `We asked each of them “…?”`."""
    return one.text.rstrip().endswith("?") and any(_ASKED.search(credit.text) for credit in one.credits)


def is_title(text: str) -> bool:
    """Whether most longer words have a capital, as those of a title have.

    >>> is_title("What Works in Working Together: A Review"), is_title("We trust them in the flood")
    (True, False)
    """
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= _CAPITALS * len(words)
