"""A study that can be counted on the fingers: four places, six documents, five codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from collabstudy.model.case import Case, CaseLink
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.coding import Coding
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.guide import Guide, Question
from collabstudy.model.log import Done, Folded
from collabstudy.model.study import Settings, Study, Ways

CASES = (
    Case("ash", "Ash Council", ("Ash",), {"sector": "council", "staff": "900"}),
    Case("birch", "Birch Council", ("Birch",), {"sector": "council", "staff": "400"}),
    Case("cedar", "Cedar & <Sons>", ("Cedar",), {"sector": "charity", "staff": "12"}),
    Case("dogwood", "Dogwood $5 Trust", ("Dogwood",), {"sector": "charity", "staff": ""}),
)
CODES = (
    Code("power", "How power moves", "A heading."),
    Code("sharing", "Sharing power", "Somebody hands something over.", terms=("hand* over",), parent="power"),
    Code("voting", "Voting", "It is put to the vote.", parent="sharing"),
    Code("trust", "Trust", "Confidence.", terms=("trust",), colour="#b4532a"),
    Code("money", "Money", "Cuts.", colour="red"),
)
GUIDE = Guide((Question("q1", "Whom do you trust?", ("trust",)), Question("q2", "Who decides?", ("sharing",))))
DOCUMENTS = (
    Document(
        "P01", "P01.txt", "ash", date="2024-03-01", title="Ash, the clerk", speakers={"I": "interviewer", "A": "Clerk"}
    ),
    Document(
        "P02",
        "P02.txt",
        "birch",
        date="2024-05-02",
        speakers={"I": "interviewer", "B": "Chair"},
        asked=frozenset({"q1"}),
    ),
    Document(
        "P03", "P03.txt", "cedar", date="2025-01-09", speakers={"I": "interviewer", "C": "Baker"}, consent="no-quotes"
    ),
    Document("P04", "P04.txt", "dogwood", date="2025-02-10", speakers={"I": "interviewer", "D": "Cook"}),
    Document(
        "P05", "P05.txt", "cedar", date="2025-03-11", speakers={"I": "interviewer", "C": "Baker"}, consent="withdrawn"
    ),
    Document("A1", "A1.txt", None, "article", "2025-06-01", "All four", consent="named"),
)
TALK: Mapping[str, tuple[tuple[str | None, str], ...]] = {
    "P01": (
        ("I", "Whom do you trust?"),
        ("A", "We handed over the keys. It went to the vote. Nobody slept."),
        ("I", "And then?"),
        ("A", "Then we trusted each other, you know, more."),
        ("A", "There is no money."),
    ),
    "P02": (("I", "Whom?"), ("B", "Nobody, frankly. We ran out of money in May.")),
    "P03": (("I", "Who decides?"), ("C", "The secret baker decides. I trust the oven.")),
    "P04": (("I", "Whom do you trust?"), ("D", "My sister.")),
    "P05": (("I", "And you?"), ("C", "We handed over everything.")),
    "A1": (
        (None, "Four places met."),
        (None, "Ash and Birch handed over their halls."),
        (None, "Trust came later in Cedar."),
    ),
}
LINKS = (
    CaseLink("A1", 2, "ash", "named"),
    CaseLink("A1", 2, "birch", "named"),
    CaseLink("A1", 3, "cedar", "named"),
)
DONE = (Done("P01", "mira", "2025-01-01"), Done("P02", "mira", "2025-01-02"), Done("P03", "jonas", "2025-01-03"))


def talk(document: str) -> Transcript:
    """The text of a document: `A: words`, a turn a paragraph, the label outside the turn."""
    text, turns = "", []
    for number, (speaker, words) in enumerate(TALK[document], 1):
        text += f"{speaker}: " if speaker else ""
        turns.append(Turn(number, "speech" if speaker else "paragraph", len(text), len(text) + len(words), speaker))
        text += f"{words}\n\n"
    return Transcript(text, tuple(turns), date="2020-01-01", language="en")


def said(coding: str, document: str, code: str, quote: str, coder: str = "mira", **more: Any) -> Coding:
    """A coding of the first place where these words stand."""
    start = talk(document).text.index(quote)
    origin = "rules" if coder == "rules" else "person"
    return Coding(coding, document, code, coder, start, start + len(quote), quote, **{"origin": origin, **more})


CODINGS = (
    said("c1", "P01", "sharing", "We handed over the keys."),
    said("c2", "P01", "sharing", "handed over the keys. It went"),  # overlaps c1: the same coder, the same code
    said("c3", "P01", "sharing", "handed over", "jonas"),  # another coder
    said("c4", "P01", "voting", "It went to the vote."),
    said("c5", "P01", "trust", "we trusted each other, you know, more.", memo="warm"),
    said("c6", "P02", "money", "We ran out of money in May."),
    said("c7", "P03", "trust", "I trust the oven.", "jonas"),
    said("c8", "P05", "sharing", "We handed over everything."),  # withdrawn
    said("c9", "P01", "money", "There is no money.", status="orphaned"),  # does not count
)
TAGS = (
    said("t1", "P01", "sharing", "handed over", "rules"),
    said("t2", "P03", "trust", "trust", "rules"),
    said("t3", "A1", "sharing", "handed over", "rules"),
    said("t4", "A1", "trust", "Trust", "rules"),
)


def make(
    *,
    cases: Sequence[Case] = CASES,
    codes: Sequence[Code] = CODES,
    documents: Sequence[Document] = DOCUMENTS,
    codings: Sequence[Coding] = CODINGS,
    tags: Sequence[Coding] = TAGS,
    links: Sequence[CaseLink] = LINKS,
    done: Sequence[Done] = DONE,
    guide: Guide = GUIDE,
    **settings: Any,
) -> Study:
    """The study, or one with some parts changed."""
    ways = Ways(
        transcript=lambda _, document: talk(document.id),
        fold=lambda _: Folded(tuple(codings), tuple(done)),
        tags=lambda _: tuple(tags),
        caselinks=lambda _: tuple(links),
        frame=_frame,
    )
    rest = {"cases": {"group_by": "sector"}} | settings.pop("rest", {})
    return Study(
        Path("nowhere"),
        Settings(title="By hand", rest=rest, **settings),
        tuple(cases),
        tuple(documents),
        Codebook("by hand", tuple(codes)),
        guide,
        ways,
    )


def without(document: str) -> tuple[Document, ...]:
    """The documents but one."""
    return tuple(d for d in DOCUMENTS if d.id != document)


def changed(document: str, **changes: Any) -> tuple[Document, ...]:
    """The documents with one of them changed."""
    return tuple(replace(d, **changes) if d.id == document else d for d in DOCUMENTS)


def _frame(study: Study, name: str) -> Any:
    from collabstudy.tables.frames import frame

    return frame(study, name)
