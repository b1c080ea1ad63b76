"""What was asked, and of whom."""

from __future__ import annotations

from collections import Counter

from collabstudy.briefing.blocks import Block, Bullets, Line, Paragraph, Table, Text
from collabstudy.briefing.dates import period
from collabstudy.briefing.facts import attributes, heading_of, is_number, linked, shown
from collabstudy.briefing.material import Material
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital, listed, several
from collabstudy.compare.wording import number

UNWRITTEN = False


def title(material: Material) -> str:
    """The heading."""
    return "What was asked, and of whom"


def blocks(material: Material) -> tuple[Block, ...]:
    """The sources in a sentence, a row per case, the questions of the guide."""
    return (Paragraph((Text(sources(material)),)), _table(material), *_questions(material))


def sources(material: Material) -> str:
    """How many interviews there were and when, and what was read beside them."""
    kinds = Counter(document.kind for document in material.documents)
    interviews = [document for document in material.documents if document.kind == "interview"]
    cases = {document.case for document in interviews} & set(material.names)
    told = []
    if interviews:
        when = period(document.date for document in interviews)
        were = "was" if len(interviews) == 1 else "were"
        places = material.place if len(cases) == 1 else material.places
        told.append(
            f"{capital(several(len(interviews), 'interview', spell=True))} {were} held in {number(len(cases))} {places}"
            f"{f' {when}' if when else ''}."
        )
    others = [several(kinds[kind], kind, spell=True) for kind in ("article", "note") if kinds[kind]]
    if others:
        were = "was" if kinds["article"] + kinds["note"] == 1 else "were"
        told.append(f"{capital(listed(others))} {were} read{' beside them' if interviews else ''}.")
    return " ".join(told) or "There are no sources yet."


def _table(material: Material) -> Table:
    names = attributes(material)
    interviews = Counter(document.case for document in material.documents if document.kind == "interview")
    named = linked(material)
    columns = ["Name", *(heading_of(name) for name in names), "Interviews"]
    rows = []
    for case, name in material.names.items():
        own = material.study.case(case).attributes
        row: list[Line] = [(Text(name),), *((Text(shown(own.get(attribute, ""))),) for attribute in names)]
        row.append((Text(str(interviews[case])),))
        if named:
            row.append((Text(str(named[case])),))
        rows.append(tuple(row))
    if named:
        columns.append("Named in")
    values = [[material.study.case(case).attributes.get(name, "") for case in material.names] for name in names]
    numeric = {at for at, column in enumerate(values, 1) if all(is_number(value) or not value for value in column)}
    after = " “Named in” counts articles and notes that speak of it." if named else ""
    return Table(
        (Text(f"The {material.places}, with their interviews.{after}"),),
        tuple(columns),
        tuple(rows),
        frozenset(numeric | set(range(len(names) + 1, len(columns)))),
    )


def _questions(material: Material) -> tuple[Block, ...]:
    """The guide, each question with the number of interviews in which it was put."""
    interviews = [document for document in material.documents if document.kind == "interview"]
    items: list[tuple[Block, ...]] = []
    for question in material.study.guide.questions:
        put = sum(1 for document in interviews if document.asked is None or question.id in document.asked)
        everywhere = put == len(interviews)
        told = "" if everywhere else f" (put in {put} of {len(interviews)} interviews)"
        items.append(
            (
                Paragraph(
                    (Text(plain(question.text)), Text(told, emphasis=True)) if told else (Text(plain(question.text)),)
                ),
            )
        )
    if not items:
        return ()
    return (Paragraph((Text("The questions, as the guide has them:"),)), Bullets(tuple(items), numbered=True))
