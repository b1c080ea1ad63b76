"""Queries, on the study that can be counted on the fingers (see test_crosstab for its codings).

Turns of P01: 1 I asks · 2 A: sharing (c1 c2 c3) and voting (c4) · 3 I · 4 A: trust (c5) · 5 A (c9 is orphaned).
P02: 1 I · 2 B: money (c6). P03: 1 I · 2 C: trust (c7). P04 and the article are not done; P05 is withdrawn.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from collabstudy.compare.distinguishing.words import words_of
from collabstudy.compare.find import find
from collabstudy.compare.querying.found import Found
from collabstudy.compare.querying.ground import Ground
from collabstudy.compare.querying.query import parse
from collabstudy.errors import SettingsError, StudyError
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.document import Transcript
from collabstudy.model.study import Study
from collabstudy.run.opening import read_study


def hits(found: Found) -> list[tuple[str, int | None]]:
    return [(hit.document, hit.turn) for hit in found.hits]


def words(hand: ModuleType, found: Found) -> list[str]:
    return [hand.talk(hit.document).text[start:end] for hit in found.hits for start, end in hit.stretches]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("trust", [("P01", 4), ("P03", 2)]),
        ("money", [("P02", 2)]),  # the orphaned c9 in P01 has no place
        ("power", [("P01", 2)]),  # by what stands below it
        ("own:power", []),
        ("own:sharing", [("P01", 2)]),
        ("'Sharing power'", [("P01", 2)]),
        ("*", [("P01", 2), ("P01", 4), ("P02", 2), ("P03", 2)]),
        ("trust | money", [("P01", 4), ("P02", 2), ("P03", 2)]),
        ("sharing & voting", [("P01", 2)]),
        ("sharing & trust", []),
        ("!trust", [("P01", 2), ("P01", 5), ("P02", 2)]),  # P04 and A1 nobody has gone through
        ("trust & !sharing", [("P01", 4), ("P03", 2)]),
        ("!(trust | sharing)", [("P01", 5), ("P02", 2)]),
        ("!!trust", [("P01", 4), ("P03", 2)]),
        ("trust within 2 turns of sharing", [("P01", 4)]),
        ("trust within 1 turn of sharing", []),
        ("sharing within 2 turns of trust", [("P01", 2)]),
        ("trust follows sharing", [("P01", 4)]),
        ("trust follows sharing within 1 turn", []),
        ("trust follows sharing within 2 turns", [("P01", 4)]),
        ("sharing follows trust", []),
        ("sharing precedes trust", [("P01", 2)]),
        ("voting overlaps sharing", [("P01", 2)]),
        ("own:sharing overlaps trust", []),
        ("role:clerk within 2 turns of date >= 2025", []),  # those are other documents
        ("trust contains trust", [("P01", 4), ("P03", 2)]),
        ("trust inside trust", [("P01", 4), ("P03", 2)]),
        ("trust follows trust", []),
        ("trust & role:clerk", [("P01", 4)]),
        ("trust & role:'ba*'", [("P03", 2)]),
        ("speaker:C & trust", [("P03", 2)]),
        ("role:interviewer", [("P01", 1), ("P01", 3), ("P02", 1), ("P03", 1), ("P04", 1)]),
        ("trust within 1 turn of role:interviewer", [("P01", 4), ("P03", 2)]),
        ("trust & date >= 2025", [("P03", 2)]),
        ("trust and not date >= 2025-01", [("P01", 4)]),
        ("turn <= 2 & *", [("P01", 2), ("P02", 2), ("P03", 2)]),
    ],
)
def test_a_query_finds_these_turns_and_no_others(hand: ModuleType, query: str, expected: list[tuple[str, int]]) -> None:
    assert hits(find(hand.make(), query, unit="turn")) == expected


def test_signs_bind_tighter_than_words_and_the_note_says_how_a_query_was_understood(hand: ModuleType) -> None:
    found = find(hand.make(), "trust & !money within 2 turns of sharing", unit="turn")
    assert found.understood == "(trust & !money) within 2 turns of sharing"
    assert "Understood as: (trust & !money) within 2 turns of sharing." in found.note
    assert hits(found) == [("P01", 4)]


def test_words_go_from_left_to_right_and_parentheses_change_that(hand: ModuleType) -> None:
    chained = find(hand.make(), "trust follows voting within 2 turns of sharing", unit="turn")
    assert chained.understood == "(trust follows voting) within 2 turns of sharing"
    grouped = find(hand.make(), "trust follows (voting within 0 turns of sharing)", unit="turn")
    assert hits(chained) == hits(grouped) == [("P01", 4)]


def test_a_query_that_is_printed_means_the_same_when_it_is_read_again(hand: ModuleType) -> None:
    book = Codebook("b", (*hand.CODES, Code("within", "Within"), Code("the 1st", "First")))
    for query in ("a: b", "!"):
        with pytest.raises(SettingsError):
            parse(query, book)
    for query in ("!(trust|money)&own:'the 1st'", "trust follows (money & 'within' within 1 word of *) within 2 turns"):
        once = parse(query, book)
        assert parse(str(once), book) == once


@pytest.mark.parametrize(
    ("query", "unit", "expected"),
    [
        ("sharing & voting", "sentence", ["It went to the vote."]),  # voting lies below sharing
        ("sharing & voting", "coding", ["It went to the vote."]),
        ("own:sharing & voting", "coding", ["It went"]),
        ("own:sharing", "coding", ["We handed over the keys. It went"]),
        ("sharing & !voting", "coding", ["We handed over the keys. "]),
        ("voting inside own:sharing", "turn", []),
        ("own:sharing inside own:sharing", "coding", ["We handed over the keys. It went"]),
        ("own:sharing contains voting", "turn", []),
    ],
)
def test_the_unit_says_what_a_hit_is(hand: ModuleType, query: str, unit: str, expected: list[str]) -> None:
    found = find(hand.make(), query, unit=unit)
    assert words(hand, found) == expected


def test_the_document_as_a_unit(hand: ModuleType) -> None:
    found = find(hand.make(), "trust & sharing", unit="document")
    assert hits(found) == [("P01", None)]
    assert words(hand, found) == [
        "We handed over the keys. It went to the vote.",
        "we trusted each other, you know, more.",
    ]


def test_words_are_counted_from_the_end_of_one_to_the_beginning_of_the_other(hand: ModuleType) -> None:
    # … the keys. | It went to the vote. | Nobody slept. | And then? (the interviewer) | Then | we trusted
    for distance, expected in ((5, []), (6, [("P01", 4)])):
        found = find(hand.make(), f"trust within {distance} words of voting", unit="turn")
        assert hits(found) == expected, distance
    assert hits(find(hand.make(), "trust follows voting within 5 words", unit="turn")) == []
    assert hits(find(hand.make(), "trust follows voting within 6 words", unit="turn")) == [("P01", 4)]
    assert hits(find(hand.make(), "voting precedes trust within 6 words", unit="turn")) == [("P01", 2)]


def test_the_words_of_a_stretch_are_those_of_which_it_has_a_letter(hand: ModuleType) -> None:
    """Every stretch of every text, beside a walk over all words: cut words, gaps between them, and the ends."""
    study = hand.make()
    ground = Ground.of(study, "turn")
    spans = [
        (base + turn.start + word.start, base + turn.start + word.end)
        for base, transcript in zip(ground.base.tolist(), ground.transcripts, strict=True)
        for turn in transcript.turns
        for word in words_of(transcript.slice(turn))
    ]
    assert len(spans) > 50 and ground.start[0] < spans[1][0]
    length = int(ground.end[-1])
    stretches = [(start, end) for start in range(length) for end in (start + 1, start + 2, start + 9)]
    start, end = np.array(stretches).T
    first, after = (
        [sum(at[1] <= s for at in spans) for s, _ in stretches],
        [sum(at[0] < e for at in spans) for _, e in stretches],
    )
    cell = np.zeros(len(start), dtype=np.int64)
    found = ground.words_at(start, end, cell)
    assert found[0].tolist() == first
    assert found[1].tolist() == [max(one, other - 1) for one, other in zip(first, after, strict=True)]
    assert ground.has_words(start, end).tolist() == [one < other for one, other in zip(first, after, strict=True)]


def test_a_coding_over_two_turns_is_two_stretches_and_not_in_the_question_between(hand: ModuleType) -> None:
    text = hand.talk("P01").text
    over = replace(hand.CODINGS[4], start=text.index("Nobody slept"), end=text.index("each other"))
    found = find(hand.make(codings=[over]), "trust", unit="turn")
    assert hits(found) == [("P01", 2), ("P01", 4)]
    assert words(hand, found) == ["Nobody slept.", "Then we trusted "]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("Clerk", True), ("cl*k", True), ("*", True), ("**e*", True), ("clerk*clerk", False), ("*x*", False), ("", False)],
)
def test_a_star_stands_for_any_letters_of_a_role(hand: ModuleType, wanted: str, found: bool) -> None:
    query = f"role:'{wanted}' & trust"
    assert (("P01", 4) in hits(find(hand.make(), query, unit="turn"))) is found


def test_time_is_compared_where_turns_have_one(hand: ModuleType) -> None:
    study = hand.make()
    clock = {1: 0.0, 2: 30.0, 3: 1195.0, 4: 1201.5}

    def timed(_: Study, document: object) -> Transcript:
        talk: Transcript = hand.talk(document.id)  # type: ignore[attr-defined]  # a document
        turns = tuple(replace(turn, time_start=clock.get(turn.number)) for turn in talk.turns)
        return replace(talk, turns=turns)

    study = replace(study, ways=replace(study.ways, transcript=timed))
    found = find(study, "* & time > 00:20:00", unit="turn")
    assert hits(found) == [("P01", 4)]
    assert found.hits[0].time_start == 1201.5
    assert "have no time" in found.note
    assert hits(find(study, "* & time < 1:00", unit="turn")) == [("P01", 2), ("P02", 2), ("P03", 2)]


class TestNotReadIsNotAbsent:
    def test_what_nobody_has_gone_through_is_named_and_not_found_by_a_not(self, hand: ModuleType) -> None:
        found = find(hand.make(), "!trust", unit="turn")
        assert found.unread == ("P04", "A1")
        assert "Not gone through, so that `!` says nothing there: P04, A1." in found.note
        assert not {"P04", "A1"} & {hit.document for hit in found.hits}

    def test_rules_have_gone_through_everything_for_codes_that_have_terms(self, hand: ModuleType) -> None:
        study = hand.make(evidence=("rules",))
        assert ("P04", 2) in hits(find(study, "!trust", unit="turn"))
        assert find(study, "!money", unit="turn").hits == ()  # money has no terms

    @pytest.mark.parametrize(
        ("query", "values"),
        [
            ("trust", ["present", "absent", "present", "not_coded"]),
            ("sharing", ["present", "not_asked", "absent", "not_coded"]),
            ("trust & sharing", ["absent", "not_asked", "absent", "not_coded"]),
            ("trust | sharing", ["present", "absent", "present", "not_coded"]),
            ("!trust", ["present", "present", "absent", "not_coded"]),
            ("role:cook", ["absent", "absent", "absent", "present"]),
        ],
    )
    def test_each_case_has_one_of_four_values(self, hand: ModuleType, query: str, values: list[str]) -> None:
        found = find(hand.make(), query, unit="turn")
        assert list(found.by_case()["case"]) == ["ash", "birch", "cedar", "dogwood"]
        assert list(found.by_case()["value"]) == values
        told = found.denominator
        assert told.present == values.count("present")
        assert told.of == values.count("present") + values.count("absent")


class TestWhere:
    @pytest.mark.parametrize(
        ("where", "expected"),
        [
            ("sector == 'charity'", [("P03", 2)]),
            ("sector != 'charity'", [("P01", 4)]),
            ("sector in ('council', 'firm')", [("P01", 4)]),
            ("sector not in ('council')", [("P03", 2)]),
            ("not sector == 'council' and staff < 100", [("P03", 2)]),
            ("staff >= 900", [("P01", 4)]),
            ("case == 'cedar' or case == 'ash'", [("P01", 4), ("P03", 2)]),
            ("date < '2025'", [("P01", 4)]),
            ("date <= 2025-01", [("P01", 4), ("P03", 2)]),
            ("year == 2025 & consent == 'no-quotes'", [("P03", 2)]),
            ("kind == 'article'", []),
            ("`staff` == 12", [("P03", 2)]),
            ("staff == ''", []),
            ("(sector == 'council' or staff == 12) and not (year == 2024)", [("P03", 2)]),
        ],
    )
    def test_it_lets_in_these(self, hand: ModuleType, where: str, expected: list[tuple[str, int]]) -> None:
        assert hits(find(hand.make(), "trust", unit="turn", where=where)) == expected

    def test_only_the_cases_it_lets_in_are_counted(self, hand: ModuleType) -> None:
        found = find(hand.make(), "trust", unit="turn", where="sector == 'charity'")
        assert [(having.case, having.value) for having in found.cases] == [
            ("cedar", "present"),
            ("dogwood", "not_coded"),
        ]
        assert str(found.denominator) == "1 of 1 places"
        assert [strip.document for strip in found.strips] == ["P03", "P04", "A1"]

    def test_an_empty_value_meets_neither_a_comparison_nor_its_opposite(self, hand: ModuleType) -> None:
        for where in ("staff < 100", "not staff < 100", "staff != 12"):
            found = find(hand.make(), "trust", unit="turn", where=where)
            assert "dogwood" not in [having.case for having in found.cases]
            assert "1 of 4 places have no `staff` and stand outside." in found.note

    def test_an_article_is_let_in_for_the_case_that_a_turn_of_it_speaks_of(self, hand: ModuleType) -> None:
        study = hand.make(evidence=("rules",))
        assert hits(find(study, "trust", unit="turn", where="case == 'cedar'")) == [("P03", 2), ("A1", 3)]
        assert hits(find(study, "sharing", unit="turn", where="case == 'birch'")) == [("A1", 2)]
        assert find(study, "sharing", unit="turn", where="case == 'birch'").hits[0].cases == ("ash", "birch")


class TestMistakes:
    @pytest.mark.parametrize(
        ("query", "told", "mark", "hint"),
        [
            ("trsut & power", "there is no code `trsut`", "^^^^^", "did you mean trust"),
            ("trust &", "a code is missing here", "       ^", "write a code"),
            ("trust power", "it goes on where it should end", "      ^^^^^", "put &"),
            ("(trust & power", "`)` is missing here", "              ^", "close the parenthesis"),
            ("trust within power", "a whole number is missing here", "             ^^^^^", "within 3 turns of"),
            ("trust within 3 turns power", "`of` is missing here", "                     ^^^^^", "of power"),
            (
                "trust within 3 miles of power",
                "`turns` or `words` is missing",
                "               ^^^^^",
                "within 3 turns of",
            ),
            ("'trust", "a quotation mark that is not closed", "^", "close it"),
            ("rolle:x", "there is no `rolle:`", "^^^^^", "did you mean role"),
            ("time > soon", "nothing to compare a time with", "       ^^^^", "time > 00:20:00"),
            ("", "a code is missing here", "^", "write a code"),
            ("trust ; power", "it goes on where it should end", "      ^", "put &"),
        ],
    )
    def test_a_mistake_is_pointed_at(self, hand: ModuleType, query: str, told: str, mark: str, hint: str) -> None:
        with pytest.raises(SettingsError) as error:
            find(hand.make(), query, unit="turn")
        problem, text, marks = error.value.problem.split("\n")
        assert told in problem
        assert text == f"    {query}"
        assert marks == f"    {mark}"
        assert hint in error.value.hint

    def test_all_codes_that_there_are_not_are_named_at_once(self, hand: ModuleType) -> None:
        with pytest.raises(SettingsError, match="no code `tust` or `mony`") as error:
            find(hand.make(), "tust & voting | mony", unit="turn")
        assert error.value.problem.split("\n")[2] == "    ^^^^            ^^^^"
        assert error.value.hint == "did you mean trust or money?"

    @pytest.mark.parametrize(
        ("where", "told", "hint"),
        [
            ("sctor == 'charity'", "have a `sctor`", "did you mean sector"),
            ("sector = 'charity'", "a single `=`", "=="),
            ("sector == charity", "stands in quotation marks", "write 'charity'"),
            ("sector < 'charity'", "needs a number", "sector < 100"),
            ("sector", "nothing is said of `sector`", "sector =="),
            ("sector == 'charity' staff > 3", "it goes on where it should end", "and"),
            ("sector in 'charity'", "`(` is missing here", "sector in ("),
            ("__import__('os')", "have a `__import__`", "there are case"),
        ],
    )
    def test_so_are_those_in_a_condition(self, hand: ModuleType, where: str, told: str, hint: str) -> None:
        with pytest.raises(SettingsError) as error:
            find(hand.make(), "trust", unit="turn", where=where)
        assert told in error.value.problem
        assert hint in error.value.hint

    def test_what_is_too_deep_or_no_text_is_refused(self, hand: ModuleType) -> None:
        with pytest.raises(SettingsError, match="parts inside each other"):
            find(hand.make(), "!" * 5000 + "trust", unit="turn")
        with pytest.raises(SettingsError, match="parts inside each other"):
            find(hand.make(), "trust", unit="turn", where="(" * 5000)
        with pytest.raises(SettingsError, match="words between parts"):
            find(hand.make(), " follows ".join(["trust"] * 5000), unit="turn")
        assert find(hand.make(), " | ".join(["trust"] * 5000), unit="document").counted == "2 documents"
        with pytest.raises(SettingsError, match="is no text"):
            find(hand.make(), 3, unit="turn")  # type: ignore[arg-type]  # as study.toml may have it
        with pytest.raises(SettingsError, match="is no unit"):
            find(hand.make(), "trust", unit="page")
        with pytest.raises(SettingsError, match="no origin of evidence"):
            find(hand.make(), "trust", unit="turn", evidence=["ghosts"])


class TestResult:
    def test_the_frame_has_a_row_for_each_hit(self, hand: ModuleType) -> None:
        frame = find(hand.make(), "trust", unit="turn").frame()
        assert list(frame.columns)[:7] == ["document", "case", "turn", "start", "end", "role", "time_start"]
        assert list(frame["case"]) == ["ash", "cedar"]
        assert list(frame["role"]) == ["Clerk", "Baker"]
        text = hand.talk("P01").text
        assert text[frame["start"][0] : frame["end"][0]] == "we trusted each other, you know, more."
        nothing = find(hand.make(), "trust & money", unit="turn").frame()
        assert len(nothing) == 0
        assert [str(kind) for kind in nothing.dtypes] == [str(kind) for kind in frame.dtypes]

    def test_a_mask_has_a_row_for_each_row_of_the_table(self, hand: ModuleType) -> None:
        found = find(hand.make(), "trust | sharing", unit="turn")
        turns = hand.make().frame("turns")
        mask = found.mask("turns")
        assert list(mask.index) == list(turns.index)
        assert list(zip(turns[mask]["document"], turns[mask]["turn"], strict=True)) == hits(found)
        shuffled = turns.sample(frac=1, random_state=3)
        assert found.mask(shuffled).sort_index().equals(mask.sort_index())
        codings = hand.make().frame("codings")
        assert {"c1", "c2", "c3", "c5", "c7", "t1", "t2"} <= set(codings[found.mask("codings")]["coding"])
        assert "c6" not in set(codings[found.mask("codings")]["coding"])
        assert list(found.mask("documents")) == [True, False, True, False, False, False]
        with pytest.raises(StudyError, match="of no document"):
            found.mask("cases")

    def test_the_passages_name_the_codings_for_which_they_were_found(self, hand: ModuleType) -> None:
        found = find(hand.make(), "sharing within 2 turns of trust", unit="turn")
        (passage,) = found.evidence("ash")
        assert passage.codings == ("c1", "c3", "c2", "c4")  # in the order of the text
        assert passage.coders == ("jonas", "mira")
        assert found.evidence() == found.evidence("ash")
        assert found.evidence("cedar") == ()
        with pytest.raises(StudyError, match="no case nowhere"):
            found.evidence("nowhere")

    def test_nothing_of_a_withdrawn_document_is_found(self, hand: ModuleType) -> None:
        assert any(coding.document == "P05" for coding in hand.CODINGS)
        for query in ("*", "!money", "role:baker", "turn >= 1"):
            assert "P05" not in {hit.document for hit in find(hand.make(), query, unit="turn").hits}

    def test_what_speaks_of_no_case_is_found_all_the_same(self, hand: ModuleType) -> None:
        found = find(hand.make(links=()), "trust", unit="turn", evidence=["rules"])
        assert [(hit.document, hit.cases) for hit in found.hits] == [("P03", ("cedar",)), ("A1", ())]
        assert found.frame()["case"].isna().tolist() == [False, True]
        assert "Not counted" not in found.note
        orphaned = find(hand.make(), "money", unit="turn")
        assert "Not counted: 1 coding without a place in the text." in orphaned.note  # c9

    def test_who_speaks_anonymously_is_not_told_by_role(self, hand: ModuleType) -> None:
        study = hand.make(documents=hand.changed("P01", consent="anonymous"))
        frame = find(study, "trust", unit="turn").frame()
        assert frame["role"].isna().tolist() == [True, False]

    def test_it_says_how_it_was_made(self, hand: ModuleType) -> None:
        found = find(hand.make(), "trust", unit="turn", where="staff > 1", evidence=["person", "rules"])
        assert str(found.made_by) == "find: query=trust, where=staff > 1, unit=turn, evidence=person + rules"
        assert "Unit: turn; evidence: person + rules (2 by people, 2 by rules)." in found.note
        assert repr(found) == "<Found: trust: 3 turns in 3 documents>"  # rules have read the article


def test_the_demo_is_searched_as_its_own_tables_say(demo_study_folder: Path) -> None:
    study = read_study(demo_study_folder)
    turns = [row for row in study.frame("turns").to_dict("records") if row["role"] != "interviewer"]
    said: dict[str, set[tuple[str, int]]] = {"trust": set(), "sharing-power": set()}
    for coding in study.frame("codings").to_dict("records"):
        if coding["counts"] and coding["code"] in said:
            said[coding["code"]] |= {
                (row["document"], row["turn"])
                for row in turns
                if row["document"] == coding["document"]
                and row["start"] < coding["end"]
                and coding["start"] < row["end"]
            }
    near = {
        (document, turn)
        for document, turn in said["trust"]
        if any(other == document and abs(turn - at) <= 3 for other, at in said["sharing-power"])
    }
    assert 0 < len(near) < len(said["trust"])
    found = study.find("trust within 3 turns of sharing-power")
    assert {(hit.document, hit.turn) for hit in found.hits} == near
    charities = study.find("trust within 3 turns of sharing-power", where="sector == 'charity'")
    sectors = {case.id: case.attributes["sector"] for case in study.cases}
    cases = {document.id: document.case for document in study.documents}
    assert {hit.document for hit in charities.hits} == {d for d, _ in near if sectors.get(cases[d] or "") == "charity"}
    assert "Understood as" in (charities._repr_html_() or "")


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("trust NEAR/3 money", "within 3 turns of"),
        ("trust near money", "within 3 turns of"),
        ("trust before money", "`precedes`"),
        ("trust followed by money", "`a precedes b`"),
        ("trust - money", "`& !`"),
        ("trust*", "those below it"),
        ("~trust", "not is `!` here: !trust"),  # `did you mean trust?` was the opposite of what was meant
        ("trust where sector == 'charity'", "where="),
    ],
)
def test_what_other_programs_write_is_told_in_our_words(hand: ModuleType, query: str, hint: str) -> None:
    with pytest.raises(SettingsError) as error:
        find(hand.make(), query, unit="turn")
    assert error.value.hint is not None
    assert hint in error.value.hint


@pytest.mark.parametrize("query", ["a" * 10_000, "(" * 5_000 + "trust", "trust & " * 2_000 + "nobody", "!" * 9_999])
def test_a_query_of_ten_thousand_signs_is_not_told_whole(hand: ModuleType, query: str) -> None:
    with pytest.raises(SettingsError) as error:
        find(hand.make(), query, unit="turn")
    lines = str(error.value.problem).splitlines()
    assert len(lines) == 3
    assert all(len(line) < 120 for line in lines)
    shown, marks = lines[1], lines[2]
    assert query[:5] in shown or shown[marks.index("^") :].startswith(("nobody", "!", "("))


def test_a_code_is_found_however_its_letters_are_composed(hand: ModuleType) -> None:
    """Texts copied on a Mac have letters in two parts: `große` looked like `große`, and was another word."""
    codes = tuple(replace(code, id="große") if code.id == "money" else code for code in hand.CODES)
    apart = tuple(replace(code, id="gro\u0301sse") if code.id == "money" else code for code in hand.CODES)
    for known, typed in ((codes, "große"), (apart, "gr\u00f3sse"), (apart, "gro\u0301sse")):
        study = hand.make(codes=known, codings=(), tags=())
        assert len(find(study, typed, unit="turn")) == 0


def test_a_document_of_which_only_the_year_is_known_is_in_no_month(hand: ModuleType) -> None:
    study = hand.make(documents=hand.changed("P01", date="2024"))
    assert hits(find(study, "trust & date >= 2024", unit="turn")) == [("P01", 4), ("P03", 2)]
    for sign in ("<=", ">=", "==", "!="):  # it was before every month of its year
        assert ("P01", 4) not in hits(find(study, f"trust & date {sign} 2024-05", unit="turn"))
        assert ("P01", 4) not in hits(find(study, "trust", unit="turn", where=f"date {sign} '2024-05'"))
    assert ("P01", 4) in hits(find(study, "trust", unit="turn", where="date < '2025-05'"))
    undated = hand.make(documents=hand.changed("P01", date=""))
    assert "Without a date: P01." in find(undated, "trust & date >= 2024", unit="turn").note


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("case == 'Ash Council'", "did you mean 'ash'?"),
        ("case in ('ash', 'brich')", "did you mean 'birch'?"),
        ("document != 'P99'", "P01"),
        ("kind == 'interviews'", "did you mean 'interview'?"),
        ("consent == 'quotes'", "no-quotes"),
        ("date > 'yesterday'", "date >= '2025-03'"),
        ("date > '2024-13'", "date >= '2025-03'"),
        ("year > '24'", "year >= '2025'"),
    ],
)
def test_a_condition_that_nothing_can_meet_is_a_mistake(hand: ModuleType, where: str, told: str) -> None:
    """They found nothing, or with `!=` everything, without a word."""
    with pytest.raises(SettingsError) as error:
        find(hand.make(), "trust", unit="turn", where=where)
    assert error.value.hint is not None
    assert told in error.value.hint


def test_an_attribute_that_no_case_has_is_said(hand: ModuleType) -> None:
    found = find(hand.make(), "trust", unit="turn", where="sector == 'charities' or sector == 'council'")
    assert "`sector` is nowhere 'charities'." in found.note
    assert "nowhere" not in find(hand.make(), "trust", unit="turn", where="sector == 'Charity'").note
