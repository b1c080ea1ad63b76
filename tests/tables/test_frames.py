"""The tables of a study, with the columns of the contract."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from collabstudy.errors import SourceError, StudyError
from collabstudy.model.coding import Coding
from collabstudy.model.log import Folded
from collabstudy.model.names import Pseudonym
from collabstudy.tables.frames import TABLES

CONTRACT = {
    "documents": "document file case kind date title language consent words turns hash",
    "turns": "document turn kind speaker role heading time_start time_end start end text",
    "caselinks": "document turn case how",
    "codings": "coding document code coder origin status start end quote memo created",
    "segments": "document case sector staff kind date speaker role time_start code code_path coder origin start end "
    "quote memo",
    "cases": "case name aliases sector staff",
    "codebook": "code name",
}


@pytest.mark.parametrize("name", TABLES)
def test_the_columns_of_the_contract_come_first(hand: ModuleType, name: str) -> None:
    columns = CONTRACT[name].split()
    frame = hand.make().frame(name)
    assert len(frame) > 0
    assert list(frame.columns[: len(columns)]) == columns


@pytest.mark.parametrize("name", TABLES)
def test_types_do_not_depend_on_what_is_there(hand: ModuleType, name: str) -> None:
    full = hand.make().frame(name)
    empty = hand.make(documents=(), codings=(), tags=(), links=(), codes=(), done=()).frame(name)
    if name != "cases":
        assert len(empty) == 0
    assert full.dtypes.astype(str).to_dict() == empty.dtypes.astype(str).to_dict()
    assert set(full.dtypes.astype(str)) <= {"string", "Int64", "float64", "boolean"}


def test_words_are_those_said_by_all_without_gaps(hand: ModuleType) -> None:
    study = hand.make()
    frame = study.frame("documents").set_index("document")
    assert frame.loc["P04", "words"] == 6  # Whom do you trust? My sister.
    transcript = study.transcript("P04")
    start = transcript.text.index("sister")
    cut = replace(transcript, turns=(transcript.turns[0], replace(transcript.turns[1], gaps=((start, start + 6),))))
    study._transcripts["P04"] = cut
    assert study.frame("documents").set_index("document").loc["P04", "words"] == 5  # and a full stop is no word


def test_a_document_says_what_was_asked_and_who_is_done(hand: ModuleType) -> None:
    frame = hand.make().frame("documents").set_index("document")
    assert frame.loc["P02", "asked"] == "q1"
    assert frame["asked"].isna()["P01"]
    assert frame.loc["P03", "done"] == "jonas"
    assert frame.loc["P02", "date"] == "2024-05-02"


def test_what_was_marked_as_asked_in_the_text_was_asked(hand: ModuleType) -> None:
    study = hand.make()
    finished = next(done for done in hand.DONE if done.document == "P01")
    mark = Coding("m1", "P01", "asked:q2", finished.coder, 0, 5, "Words")
    marked = replace(study, ways=replace(study.ways, fold=lambda _: Folded((), hand.DONE, asked=(mark,))))
    assert marked.frame("documents").set_index("document")["asked"]["P01"] == "q2"


def test_what_documents_csv_leaves_open_is_taken_from_the_source(hand: ModuleType) -> None:
    frame = hand.make(documents=hand.changed("P02", date="")).frame("documents").set_index("document")
    assert frame.loc["P02", ["date", "language"]].tolist() == ["2020-01-01", "en"]


def test_a_source_that_is_gone_leaves_gaps_among_documents_and_stops_turns(hand: ModuleType) -> None:
    study = hand.make()

    def gone(_: object, document: object) -> object:
        raise SourceError("gone")

    without = replace(study, ways=replace(study.ways, transcript=gone))
    frame = without.frame("documents")
    assert len(frame) == 6
    assert frame["words"].isna().all()
    with pytest.raises(SourceError):
        without.frame("turns")


def test_words_that_may_not_be_shown_are_not_in_any_table(hand: ModuleType) -> None:
    study = hand.make(evidence=("person", "rules"))
    assert "secret baker" in study.transcript("P03").text
    told = " ".join(study.frame(name).to_csv() for name in TABLES)
    assert "We handed over the keys" in told
    for words in ("secret baker", "trust the oven", "handed over everything", "And you?"):
        assert words not in told


@pytest.mark.parametrize("consent", ["anonymous", "no-quotes"])
def test_no_anonymous_words_stand_in_a_row_that_leads_to_their_place(hand: ModuleType, consent: str) -> None:
    study = hand.make(documents=hand.changed("P01", consent=consent), evidence=("person", "rules"))
    words = {"turns": "text", "codings": "quote", "segments": "quote"}
    for name, column in words.items():
        rows = study.frame(name).set_index("document")
        assert len(rows.loc["P01"]) > 4
        assert rows.loc["P01", column].isna().all()
        assert rows.loc[["P02", "A1"], column].notna().all()
    told = " ".join(study.frame(name).to_csv() for name in TABLES)
    for said in ("handed over the keys", "trusted each other", "no money", "And then?"):
        assert said in hand.talk("P01").text
        assert said not in told


def test_the_record_is_exact_and_what_is_passed_on_is_without_names(hand: ModuleType) -> None:
    names = (Pseudonym("Nobody slept", "all were awake"), Pseudonym("each other", "them"), Pseudonym("warm", "cold"))
    over = hand.said("c1", "P01", "sharing", "It went to the vote. Nobody")  # cuts the name in two
    study = replace(hand.make(codings=(*hand.CODINGS[1:], over)), names=names)
    turns = study.frame("turns").set_index(["document", "turn"])
    assert turns.loc[("P01", 2), "text"] == "We handed over the keys. It went to the vote. Nobody slept."
    assert turns.loc[("P01", 2), "words"] == 12
    record = study.frame("codings").set_index("coding")
    assert record.loc["c5", ["quote", "memo"]].tolist() == ["we trusted each other, you know, more.", "warm"]
    assert record.loc["c1", "quote"] == "It went to the vote. Nobody"
    rows = study.frame("segments").set_index("coding")
    assert rows.loc["c5", ["quote", "memo"]].tolist() == ["we trusted [them], you know, more.", "[cold]"]
    assert rows.loc["c1", "quote"] == "It went to the vote. [all were awake]"


def test_a_withdrawn_document_is_listed_and_nothing_else(hand: ModuleType) -> None:
    study = hand.make()
    assert "P05" in set(study.frame("documents")["document"])
    for name in ("turns", "codings", "segments", "caselinks"):
        assert "P05" not in set(study.frame(name)["document"])


def test_a_passage_of_an_article_has_a_row_for_each_case(hand: ModuleType) -> None:
    frame = hand.make().frame("segments")
    assert frame.loc[frame["coding"] == "t3", "case"].tolist() == ["ash", "birch"]
    assert frame.loc[frame["coding"] == "t3", "sector"].tolist() == ["council", "council"]
    loose = hand.make(links=()).frame("segments")
    assert loose.loc[loose["coding"] == "t3", "case"].isna().tolist() == [True]


def test_a_segment_says_who_speaks_when_and_under_which_code(hand: ModuleType) -> None:
    row = hand.make().frame("segments").set_index("coding").loc["c4"]
    assert row[["case", "sector", "role", "code_path", "coder", "origin", "turn"]].tolist() == [
        *("ash", "council", "Clerk", "How power moves › Sharing power › Voting", "mira", "person", 2),
    ]
    assert bool(row["counts"]) is True
    assert "c9" not in set(hand.make().frame("segments")["coding"])  # orphaned: it has no place


def test_names_stand_beside_words_only_where_they_may(hand: ModuleType) -> None:
    def voice(consent: str, label: str, table: str = "segments", key: object = "c5") -> list[object]:
        talk = hand.talk("P01")
        named = replace(talk, turns=tuple(replace(t, speaker=label) if t.speaker == "A" else t for t in talk.turns))
        speakers = {"I": "interviewer", label: "Clerk [Ann Archer]"}
        study = hand.make(documents=hand.changed("P01", consent=consent, speakers=speakers))
        study._transcripts["P01"] = named.with_roles(speakers)
        index = ["coding"] if table == "segments" else ["document", "turn"]
        return study.frame(table).set_index(index).loc[key, ["speaker", "role"]].fillna("").tolist()

    assert voice("named", "Ann Archer") == ["Ann Archer", "Clerk [Ann Archer]"]
    assert voice("role", "Ann Archer") == ["", "Clerk"]
    assert voice("role", "P1") == ["P1", "Clerk"]
    assert voice("anonymous", "P1") == ["", ""]
    assert voice("role", "Ann Archer", "turns", ("P01", 4)) == ["Ann Archer", "Clerk"]  # the record is exact
    assert voice("role", "P1", "turns", ("P01", 4)) == ["P1", "Clerk"]


def test_an_attribute_does_not_hide_a_column_of_the_contract(hand: ModuleType) -> None:
    cases = [replace(case, attributes={"kind": "port", "name": "x"}) for case in hand.CASES]
    segments, table = (hand.make(cases=cases).frame(name) for name in ("segments", "cases"))
    assert list(segments.columns[:5]) == ["document", "case", "case_kind", "name", "kind"]
    assert list(table.columns[:5]) == ["case", "name", "aliases", "kind", "case_name"]


def test_order_of_codings_does_not_matter(hand: ModuleType) -> None:
    one, two = hand.make(), hand.make(codings=hand.CODINGS[::-1], tags=hand.TAGS[::-1], links=hand.LINKS[::-1])
    for name in TABLES:
        assert one.frame(name).to_csv() == two.frame(name).to_csv()


def test_a_table_that_is_none_says_which_there_are(hand: ModuleType) -> None:
    with pytest.raises(StudyError, match="no table `quotes`") as error:
        hand.make().frame("quotes")
    assert "segments" in error.value.hint
