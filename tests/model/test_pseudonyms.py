"""Who may not be named in the words of a document, whoever says it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from collabstudy.errors import SourceError
from collabstudy.model.case import Case
from collabstudy.model.codebook import Codebook
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.guide import Guide
from collabstudy.model.log import Folded
from collabstudy.model.names import Pseudonym
from collabstudy.model.study import Settings, Study, Ways

SAID = {
    "P01": ("Anneke Dunlark", "Ask me, they said, Anneke, ask Bram, or Ruth from the Compact."),
    "P02": ("Bram Tollaway", "Mrs Dunlark of Carrowby rang. Then Win did, and win we did. Miss Quillow knows."),
    "P03": ("P1", "In Stanmerrow we are Lampwick; at Lampwick House, Doors First, Dunlark knows us. Carrowby's away."),
    "A1": (None, "Anneke Dunlark told Gwen Sorrelby and the Clerk of Stanmerrow."),
}
CASES = (
    Case("carrowby", "Carrowby Council", ("the Compact",)),
    Case("lampwick", "The Lampwick Trust", ("Lampwick House", "Doors First"), {"place": "Stanmerrow"}),
)


def documents(consent: str = "anonymous") -> tuple[Document, ...]:
    return (
        Document("P01", "1", "carrowby", speakers={"Mira Quillow": "interviewer", "Anneke Dunlark": "Head of Parks"}),
        Document("P02", "2", "carrowby", speakers={"Bram Tollaway": "Director", "WIN": "Clerk"}),
        Document("P03", "3", "lampwick", consent=consent, speakers={"P1": "Contracts Officer [Ruth Hobbinjay]"}),  # type: ignore[arg-type]
        Document("P04", "4", "carrowby", consent="named", speakers={"P1": "Manager [Gwen Sorrelby]"}),
        Document("A1", "a", None, "article", consent="named"),
    )


def study(
    rows: tuple[Document, ...] = documents(), names: tuple[Pseudonym, ...] = (), gone: str = "P04", **settings: object
) -> Study:
    def text(_: Study, document: Document) -> Transcript:
        if document.id == gone:
            raise SourceError("gone")
        speaker, words = SAID[document.id]
        return Transcript(words, (Turn(1, "speech" if speaker else "paragraph", 0, len(words), speaker),))

    ways = Ways(text, lambda _: Folded((), ()), lambda _: (), lambda _: (), lambda *_: None)  # type: ignore[arg-type,return-value]
    rest: Mapping[str, object] = settings
    return Study(Path(), Settings("S", rest=rest), CASES, rows, Codebook("b", ()), Guide(), ways, (), names)


def told(document: str, opened: Study | None = None) -> str:
    opened = opened or study()
    return opened.names_in(document).replaced(opened.transcript(document).text)


def test_who_speaks_in_the_study_without_being_named_is_told_by_role() -> None:
    assert told("P01") == "Ask me, they said, [Head of Parks], ask [Director], or [name] from the Compact."


def test_a_title_goes_too_and_three_capitals_may_be_a_name() -> None:
    assert told("P02") == "[Head of Parks] of Carrowby rang. Then [Clerk] did, and win we did. [interviewer] knows."


def test_articles_keep_the_names_of_those_who_may_be_named_and_of_nobody_else() -> None:
    assert told("A1") == "[Head of Parks] told Gwen Sorrelby and the Clerk of Stanmerrow."


def test_anonymous_words_tell_neither_their_place_nor_a_role() -> None:
    assert told("P03") == (
        "In [this place] we are [this place]; at [this place], [this place], [name] knows us. Carrowby's away."
    )
    opened = study(cases={"singular": "project"})
    assert told("P03", opened).startswith("In [this project] we are [this project]")


def test_where_the_role_may_be_told_the_place_may_stay() -> None:
    assert told("P03", study(documents("role"))).startswith(
        "In Stanmerrow we are Lampwick; at Lampwick House, Doors First,"
    )
    assert told("P01", study(documents("role"))).endswith("or [Contracts Officer] from the Compact.")


@pytest.mark.parametrize("consent", ["no-quotes", "withdrawn"])
def test_of_those_who_may_not_be_quoted_not_even_the_role_is_told(consent: str) -> None:
    assert told("P01", study(documents(consent))).endswith("or [name] from the Compact.")


def test_what_the_list_says_comes_before_what_is_known_but_not_before_an_anonymous_place() -> None:
    names = (
        Pseudonym("Anneke", "the boss"),
        Pseudonym("Bram", ""),
        Pseudonym("Stanmerrow", "a town"),
        Pseudonym("Dunlark", "somebody"),
    )
    opened = study(names=names)
    assert told("P01", opened) == "Ask me, they said, [the boss], ask Bram, or [name] from the Compact."
    assert told("P03", opened).startswith("In [this place] we are [this place]")
    assert "[somebody] knows us" in told("P03", opened)


def test_two_people_of_one_name_are_told_by_no_role() -> None:
    rows = (*documents(), Document("P05", "5", "carrowby", speakers={"Anneke Bray": "Cook"}))
    assert "they said, [name], ask" in told("P01", study(rows, gone="P05"))


def test_a_label_that_is_a_role_hides_no_word() -> None:
    rows = (Document("P01", "1", "carrowby", speakers={"Head of Parks": "Head of Parks", "Council Officer": "x"}),)
    opened = study((*rows, *documents()[1:]), gone="P01")
    assert opened.names_in("P02").replaced("The Council and the Head of Parks, an Officer") == (
        "The Council and the Head of Parks, an Officer"
    )


def test_a_study_is_told_in_one_line_without_anybodys_name() -> None:
    assert repr(study()) == "<Study 'S': 2 cases, 5 documents, no codes yet>"
