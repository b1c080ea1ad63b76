"""What was asked, and of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from collabstudy.briefing.blocks import Block, Bullets, Line, Paragraph, Table, Text
from collabstudy.briefing.dates import dated, period
from collabstudy.briefing.facts import attributes, heading_of, is_number, linked, shown
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.parts.figures import of
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital, listed, several
from collabstudy.compare.wording import number
from collabstudy.model.document import Document
from collabstudy.model.guide import Question

PROSE: Prose = "before"


def title(material: Material) -> str:
    """The heading."""
    return "What was asked, and of whom" if material.interviews else "What was read"


def blocks(material: Material) -> tuple[Block, ...]:
    """The sources in a sentence, a row per case, figures of the sources; the questions, unless the method has them."""
    asked = () if "made" in material.choices.sections else questions(material)
    return (Paragraph((Text(sources(material)),)), _table(material), *of(material, "who"), *asked)


def sources(material: Material) -> str:
    """How many interviews there were and when, and what was read beside them."""
    kinds = Counter(document.kind for document in material.documents)
    interviews = material.interviews
    cases = {document.case for document in interviews} & set(material.names)
    told = []
    if interviews:
        were = "was" if len(interviews) == 1 else "were"
        places = material.place if len(cases) == 1 else material.places
        told.append(
            f"{capital(several(len(interviews), 'interview', spell=True))} {were} held in {number(len(cases))} {places}"
            f"{_when(interviews)}."
        )
    others = [several(kinds[kind], kind, spell=True) for kind in ("article", "note") if kinds[kind]]
    if others:
        were = "was" if kinds["article"] + kinds["note"] == 1 else "were"
        told.append(f"{capital(listed(others))} {were} read{' beside them' if interviews else ''}.")
    return " ".join(told) or "There are no sources yet."


def _when(interviews: Sequence[Document]) -> str:
    """When the interviews were held, and of how many that is known."""
    dates = [document.date for document in interviews]
    when, known = period(dates), dated(dates)
    if not when or known == len(dates):
        return f" {when}" if when else ""
    others = len(dates) - known
    left = "the other has" if others == 1 else f"the other {number(others)} have"
    return f", {number(known)} of them {when}; {left} no date"


def _table(material: Material) -> Table:
    """A row per case: its attributes, how many interviews there were, how many articles and notes speak of it."""
    cases = [material.study.case(case) for case in material.names]
    names = attributes(material)
    columns = {heading_of(name): [case.attributes.get(name, "") for case in cases] for name in names}
    numeric = {
        at for at, told in enumerate(columns.values(), 1) if all(is_number(value) or not value for value in told)
    }
    held, named = Counter(document.case for document in material.interviews), linked(material)
    caption = f"The {material.places}."
    for heading, counts in ((material.labels["interviews"], held), (material.labels["named_in"], named)):
        if counts:
            columns[heading] = [str(counts[case.id]) for case in cases]
            numeric.add(len(columns))
    if named:
        caption += f" “{material.labels['named_in']}” counts articles and notes that speak of it."
    rows = tuple(
        ((Text(material.names[case.id]),), *((Text(shown(told[at])),) for told in columns.values()))
        for at, case in enumerate(cases)
    )
    return Table((Text(caption),), (material.labels["name"], *columns), rows, frozenset(numeric), name="Cases")


def questions(material: Material) -> tuple[Block, ...]:
    """The guide, each question with the number of interviews in which it was put, where that is not all."""
    items = tuple((Paragraph(_question(material, question)),) for question in material.study.guide.questions)
    if not items or not material.interviews:
        return ()
    return (Paragraph((Text("The questions, as the guide has them:"),)), Bullets(items, numbered=True))


def _question(material: Material, question: Question) -> Line:
    of = len(material.interviews)
    put = sum(1 for document in material.interviews if document.asked is None or question.id in document.asked)
    text = Text(plain(question.text))
    return (text,) if put == of else (text, Text(f" (put in {put} of {of} interviews)", emphasis=True))
