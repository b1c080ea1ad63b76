"""What may be told of a document, at each level of consent."""

from __future__ import annotations

from pathlib import Path

import pytest

from collabstudy.errors import ConsentError
from collabstudy.model.case import Case
from collabstudy.model.codebook import Codebook
from collabstudy.model.consent import attribution, is_interviewer, may_count, may_place, may_quote
from collabstudy.model.document import CONSENTS, Consent, Document, DocumentKind, Turn
from collabstudy.model.guide import Guide
from collabstudy.model.log import Folded
from collabstudy.model.study import Settings, Study, Ways

CASES = (
    Case("carrowby", "Carrowby Council", attributes={"place": "Carrowby"}),
    Case("plankway", "Plankway", attributes={"place": "Oxbarrow"}),
)


def study(*documents: Document) -> Study:
    ways = Ways(
        lambda *_: pytest.fail("no text is needed"),
        lambda _: Folded((), ()),
        lambda _: (),
        lambda _: (),
        lambda *_: None,
    )  # type: ignore[arg-type,return-value]
    return Study(Path(), Settings("S"), CASES, documents, Codebook("b", ()), Guide(), ways)


def told(
    consent: Consent,
    label: str | None = "Anneke Dunlark",
    role: str | None = "Head of Neighbourhoods",
    case: str | None = "carrowby",
    kind: DocumentKind = "interview",
) -> str:
    document = Document("P03", "p.vtt", case, kind, "2025-03-18", "A bakery", consent=consent)
    turn = Turn(1, "speech" if kind == "interview" else "quote", 0, 5, label, role)
    return attribution(study(document), document, turn)


def test_each_level_of_consent_allows_less_than_the_one_before() -> None:
    document = {consent: Document("P", "p", consent=consent) for consent in CONSENTS}
    allowed = [(may_count(document[c]), may_quote(document[c]), may_place(document[c])) for c in CONSENTS]
    assert CONSENTS == ("named", "role", "anonymous", "no-quotes", "withdrawn")
    assert allowed == [
        (True, True, True),
        (True, True, True),
        (True, True, False),
        (True, False, False),
        (False, False, False),
    ]


def test_named_people_are_told_with_name_role_and_place() -> None:
    assert told("named") == "Anneke Dunlark, Head of Neighbourhoods, Carrowby Council"


def test_role_tells_role_and_place_and_no_name() -> None:
    assert told("role") == "Head of Neighbourhoods, Carrowby Council"


def test_anonymous_tells_neither_name_nor_role_nor_place() -> None:
    assert told("anonymous") == "an interviewee"


@pytest.mark.parametrize("consent", ["no-quotes", "withdrawn"])
def test_what_may_not_be_quoted_is_attributed_to_nobody(consent: Consent) -> None:
    with pytest.raises(ConsentError, match="P03 may not be quoted") as caught:
        told(consent)
    assert "Anneke" not in str(caught.value)


@pytest.mark.parametrize("label", ["P1", "CT", "I", "Participant", "Unknown Speaker", "Speaker 2", "S01", "P"])
def test_a_label_is_not_told_as_if_it_were_a_name(label: str) -> None:
    assert told("named", label) == "Head of Neighbourhoods, Carrowby Council"


@pytest.mark.parametrize("label", ["Bo", "GWEN SORRELBY", "Gwen", "Ann-Marie O'Hara", "Þóra Ísberg"])
def test_a_name_in_any_spelling_is_told_as_it_stands(label: str) -> None:
    assert told("named", label).startswith(f"{label}, Head")


def test_a_name_in_brackets_is_told_of_named_documents_only() -> None:
    role = "Operations Manager [Gwen Sorrelby]"
    assert told("named", "P1", role) == "Gwen Sorrelby, Operations Manager, Carrowby Council"
    assert told("role", "P1", role) == "Operations Manager, Carrowby Council"
    assert told("anonymous", "P1", role) == "an interviewee"


def test_the_place_is_added_where_the_name_of_the_case_does_not_say_it() -> None:
    assert told("role", case="plankway") == "Head of Neighbourhoods, Plankway, Oxbarrow"


@pytest.mark.parametrize("role", [None, "", "participant", "Interviewee"])
def test_without_a_role_it_is_an_interviewee_of_the_place(role: str | None) -> None:
    assert told("role", role=role) == "an interviewee, Carrowby Council"


def test_in_a_text_without_speakers_the_only_interviewee_is_the_one_who_speaks() -> None:
    document = Document("P03", "p.txt", "carrowby", speakers={"I": "interviewer", "R": "Baker"})
    turn = Turn(1, "paragraph", 0, 5)
    assert attribution(study(document), document, turn) == "Baker, Carrowby Council"
    two = Document("P03", "p.txt", "carrowby", speakers={"R": "Baker", "S": "Clerk"})
    assert attribution(study(two), two, turn) == "an interviewee, Carrowby Council"


def test_an_article_is_told_by_its_title_and_the_people_quoted_in_it_only_where_names_may_be() -> None:
    assert told("named", "Clerk, Carrowby", None, None, "article") == "Clerk, Carrowby, in “A bakery”, 2025"
    assert told("role", "Clerk, Carrowby", None, None, "note") == "“A bakery”, 2025"
    assert told("anonymous", "Clerk, Carrowby", None, None, "article") == "an article"


def test_the_interviewer_is_known_by_role_however_it_is_written() -> None:
    assert is_interviewer(Turn(1, "speech", 0, 5, "I", "Interviewer"))
    assert not is_interviewer(Turn(1, "speech", 0, 5, "I", None))
