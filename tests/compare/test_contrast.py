"""Groups of cases side by side, counted on the fingers.

A group is written as its places: `+` voices trust, `o` was asked and does not, `-` was not asked, `?` is not coded yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from collabstudy.compare.contrast import contrast
from collabstudy.compare.contrasting.contrasted import Contrast
from collabstudy.compare.statistics import exact
from collabstudy.errors import SettingsError, StudyError, TooFewError
from collabstudy.model.case import Case
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.coding import Coding
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.guide import Guide, Question
from collabstudy.model.log import Done, Folded
from collabstudy.model.study import Settings, Study, Ways

TEXT = "We trust them."
CODES = (Code("trust", "Trust", "Confidence."), Code("money", "Money", "Cuts."))
GUIDE = Guide((Question("q1", "Whom do you trust?", ("trust",)), Question("q2", "And money?", ("money",))))


def study_of(
    groups: Mapping[str, str],
    *,
    dates: Mapping[str, str] | None = None,
    attributes: Mapping[str, Mapping[str, str]] | None = None,
) -> Study:
    """A place for each mark, `council1` …, with one interview each: `D-council1`."""
    cases, documents, codings, done = [], [], [], []
    for group, marks in groups.items():
        for number, mark in enumerate(marks, 1):
            place = f"{group}{number}"
            given = {"sector": group, **(attributes or {}).get(place, {})}
            cases.append(Case(place, place.capitalize(), (), given))
            document = f"D-{place}"
            asked = frozenset({"q2"}) if mark == "-" else None
            documents.append(
                Document(document, f"{document}.txt", place, date=(dates or {}).get(place, ""), asked=asked)
            )
            if mark == "+":
                codings.append(Coding(f"c-{place}", document, "trust", "mira", 0, len(TEXT), TEXT))
            if mark != "?":
                done.append(Done(document, "mira", ""))
    return made(cases, documents, codings, done)


def made(cases: list[Case], documents: list[Document], codings: list[Coding], done: list[Done]) -> Study:
    ways = Ways(
        transcript=lambda _, __: Transcript(TEXT, (Turn(1, "speech", 0, len(TEXT), "P"),)),
        fold=lambda _: Folded(tuple(codings), tuple(done)),
        tags=lambda _: (),
        caselinks=lambda _: (),
        frame=lambda _, __: None,  # type: ignore[arg-type,return-value]  # nobody asks for one
    )
    return Study(
        Path("nowhere"), Settings("By hand"), tuple(cases), tuple(documents), Codebook("b", CODES), GUIDE, ways
    )


def by_sector(places: Mapping[str, str], *, test: str = "fisher", **more: Any) -> Contrast:
    return contrast(study_of(places), by="sector", test=test, **more)


def test_each_group_has_its_places_and_those_not_asked_or_coded_stand_outside_the_count() -> None:
    line = by_sector({"council": "++o-", "charity": "+oo?o"}).line("trust")
    council, charity = line.sides
    assert (str(council), str(charity)) == ("2 of 3", "1 of 4")
    assert council.present == ("council1", "council2")
    assert council.not_asked == ("council4",)
    assert charity.absent == ("charity2", "charity3", "charity5")
    assert charity.not_coded == ("charity4",)


def test_four_of_four_against_none_of_four() -> None:
    """Of the 70 ways to spread four voices over four and four, 2 are all against none."""
    found = by_sector({"council": "++++", "charity": "oooo"}, codes=["trust"])
    line = found.line("trust")
    assert line.p == pytest.approx(2 / 70)
    assert line.smallest == pytest.approx(2 / 70)
    assert line.adjusted == line.p  # one code: nothing to adjust for
    assert (line.difference, found.direction) == (1, "council less charity")
    assert (line.low, line.high) == pytest.approx(
        (1 - (2 * 0.4899**2) ** 0.5, 1), abs=1e-3
    )  # Wilson of 4/4: 0.5101 to 1


def test_two_and_two_are_refused_and_the_smallest_p_is_told() -> None:
    line = by_sector({"council": "++", "charity": "oo"}).line("trust")
    assert (line.p, line.adjusted, line.difference, line.low) == (None, None, None, None)
    assert line.smallest == pytest.approx(1 / 3)
    assert line.reason == "with 2 and 2 places even all against none gives p = 0.333"
    assert [str(side) for side in line.sides] == ["2 of 2", "0 of 2"]


def test_a_code_of_one_place_is_refused_where_a_conditional_test_could_say_nothing() -> None:
    """One voice among four and six: the likelier half of two tables has p 1, the other 4 of 10."""
    line = by_sector({"council": "+ooo", "charity": "oooooo"}).line("trust")
    assert line.p is None
    assert line.reason == "1 of 10 places voice it: however they fell, p could not be below 0.400"


def test_an_unconditional_test_takes_only_the_sizes_as_given() -> None:
    line = by_sector({"council": "+ooo", "charity": "oooooo"}, test="boschloo").line("trust")
    assert line.p is not None
    assert line.reason == ""
    few = by_sector({"council": "++", "charity": "oo"}, test="boschloo").line("trust")
    assert few.reason == "with 2 and 2 places even all against none gives p = 0.125"  # 2 of the 16 tables at a half


def test_a_group_of_one_or_of_nobody_known_is_refused() -> None:
    one = by_sector({"council": "+---", "charity": "oooooo"}).line("trust")
    assert one.reason == "only one of the places is known of council"
    nobody = by_sector({"council": "----", "charity": "oooooo"}).line("trust")
    assert nobody.reason == "nothing is known of council"
    assert str(nobody.sides[0]) == "0 of 0"


def test_where_all_or_none_say_it_there_is_nothing_to_test() -> None:
    groups = {"council": "++++", "charity": "++++"}
    assert by_sector(groups).line("trust").reason == "all of the 8 places voice it"
    assert by_sector(groups).line("money").reason == "none of the 8 places voice it"


def test_p_is_adjusted_for_the_codes_that_were_tested_and_for_no_others() -> None:
    both = contrast(_two_codes(), by="sector", test="fisher")
    assert both.comparisons == 2
    assert both.line("trust").adjusted == pytest.approx(2 * 2 / 70)
    assert both.line("money").adjusted == pytest.approx(2 * 2 / 70)
    one = contrast(_two_codes(), by="sector", test="fisher", codes="trust")
    assert one.comparisons == 1
    assert one.line("trust").adjusted == pytest.approx(2 / 70)
    refused = by_sector({"council": "++++", "charity": "oooo"})
    assert [line.code for line in refused.lines if line.reason] == ["money"]
    assert refused.comparisons == 1
    assert "1 of 2 codes tested, p adjusted for 1 (Holm); 1 not, for the reason given." in refused.note


def _two_codes() -> Study:
    study = study_of({"council": "++++", "charity": "oooo"})
    more = tuple(Coding(f"m{n}", f"D-council{n}", "money", "mira", 0, 2, "We") for n in range(1, 5))
    return made(list(study.cases), list(study.documents), [*study.codings, *more], list(study.folded.done))


def test_it_is_said_when_no_adjusted_p_could_reach_the_level() -> None:
    """3 against 4: 1 of 35 tables is p 0.029 at best, twice that is above 0.05."""
    study = study_of({"council": "+++", "charity": "oooo"})
    more = tuple(Coding(f"m{n}", f"D-council{n}", "money", "mira", 0, 2, "We") for n in range(1, 4))
    both = made(list(study.cases), list(study.documents), [*study.codings, *more], list(study.folded.done))
    found = contrast(both, by="sector", test="fisher")
    assert found.line("trust").p == pytest.approx(1 / 35)
    assert "no adjusted p could reach 0.05" in found.note
    assert "no adjusted p" not in by_sector({"council": "+++", "charity": "oooo"}).note


def test_places_are_counted_and_never_passages() -> None:
    study = study_of({"council": "++oo", "charity": "oooo"})
    again = [Coding(f"x{n}", "D-council1", "trust", "jonas", n, n + 1, TEXT[n]) for n in range(9)]
    louder = made(list(study.cases), list(study.documents), [*study.codings, *again], list(study.folded.done))
    once, often = (contrast(one, by="sector", test="boschloo").line("trust") for one in (study, louder))
    assert (once.sides, once.p, once.low) == (often.sides, often.p, often.low)


def test_three_groups_have_one_p_and_no_difference() -> None:
    found = by_sector({"council": "++++", "charity": "oooo", "firm": "++oo"})
    line = found.line("trust")
    assert line.how == "freeman-halton"
    assert 0 < (line.p or 0) < 0.2
    assert (line.difference, line.low, found.direction) == (None, None, "")
    assert "Freeman and Halton" in found.note
    for test in ("boschloo", "barnard"):
        with pytest.raises(SettingsError, match=f"`{test}` compares two groups, and there are 3"):
            by_sector({"council": "++", "charity": "oo", "firm": "++"}, test=test)
    two = by_sector({"council": "++++", "charity": "oooo", "firm": "++oo"}, groups=["firm", "council"], test="boschloo")
    assert [group.id for group in two.groups] == ["firm", "council"]
    assert two.outside == {"in charity": ("charity1", "charity2", "charity3", "charity4")}


def test_a_test_that_would_take_minutes_is_refused() -> None:
    groups = {"council": "+" * 201, "charity": "o" * 200}
    with pytest.raises(SettingsError, match="`boschloo` takes too long for 401 places"):
        by_sector(groups, test="boschloo")
    line = by_sector(groups).line("trust")
    assert line.p is not None
    assert line.p < 1e-100


def test_places_without_the_attribute_stand_outside_and_are_said() -> None:
    study = study_of(
        {"council": "++", "charity": "oo"}, attributes={"council2": {"sector": " "}, "charity2": {"size": "3"}}
    )
    with pytest.raises(TooFewError, match="only 3"):
        contrast(study, by="size", test="fisher")
    found = contrast(study, by="sector", test="fisher")
    assert found.members == {"council": ("council1",), "charity": ("charity1", "charity2")}
    assert found.outside == {"without sector": ("council2",)}
    assert "Without sector: Council2." in found.note


def sizes(*numbers: str) -> Study:
    attributes = {f"place{n}": {"size": size} for n, size in enumerate(numbers, 1)}
    return study_of({"place": "+" * len(numbers)}, attributes=attributes)


def test_a_number_is_cut_into_classes_and_a_number_at_a_cut_belongs_above() -> None:
    study = sizes("10", "49,999", "50000", "120000", "")
    found = contrast(study, by="size", cuts=[100000, 50000], test="fisher")
    assert found.members == {
        "below 50,000": ("place1", "place2"),
        "50,000 to below 100,000": ("place3",),
        "100,000 and more": ("place4",),
    }
    assert found.outside == {"without size": ("place5",)}
    assert "cuts: 50,000 + 100,000" in found.note
    half = contrast(study, by="size", cuts="median", test="fisher")  # between 49,999 and 50,000
    assert [len(members) for members in half.members.values()] == [2, 2]
    assert "cuts: median (49,999.5)" in half.note


def test_classes_that_cannot_be_are_refused() -> None:
    with pytest.raises(SettingsError, match="`size` is no number for place2"):
        contrast(sizes("10", "about 30"), by="size", cuts="median", test="fisher")
    for cuts in ("mean", [], [True], ["50"]):
        with pytest.raises(SettingsError, match="cannot cut at"):
            contrast(sizes("10", "30"), by="size", cuts=cuts, test="fisher")  # type: ignore[arg-type]
    with pytest.raises(TooFewError, match="no group has more than one of the places"):
        contrast(sizes("10", "30", "40"), by="size", test="fisher")


DATES = {"a1": "2024-03-01", "a2": "2024-12", "a3": "2025", "b1": "2025-01-01", "b2": "2026-02-03", "b3": ""}


def test_before_and_after_a_year_compares_different_places_by_what_they_said_then() -> None:
    study = study_of({"a": "++o", "b": "ooo"}, dates=DATES)
    found = contrast(study, by="year", before=2025, test="fisher")
    assert found.members == {"before 2025": ("a1", "a2"), "from 2025": ("a3", "b1", "b2")}
    assert found.outside == {"not heard on either side": ("b3",), "dated on neither side": ("D-b3",)}
    assert found.direction == "from 2025 less before 2025"
    later = contrast(study, by="year", after=2025, test="fisher", groups=["until 2025", "after 2025"])
    assert later.members == {"until 2025": ("a1", "a2", "a3", "b1"), "after 2025": ("b2",)}
    month = contrast(study, by="year", before="2025-02", test="fisher")
    assert month.members["before 2025-02"] == ("a1", "a2", "b1")
    assert month.outside["dated on neither side"] == ("D-a3", "D-b3")  # 2025 may be before or after February


def twice(marks: Mapping[str, str], alone: str = "") -> Study:
    """Places heard in 2024 and in 2026: `o+` was silent, then voices trust."""
    cases, documents, codings, done = [], [], [], []
    for place, both in {**marks, **dict.fromkeys(filter(None, [alone]), "+")}.items():
        cases.append(Case(place, place.capitalize(), (), {}))
        for year, mark in zip(("2024", "2026"), both, strict=False):
            document = f"{place}-{year}"
            asked = frozenset({"q2"}) if mark == "-" else None
            documents.append(Document(document, f"{document}.txt", place, date=year, asked=asked))
            done.append(Done(document, "mira", ""))
            if mark == "+":
                codings.append(Coding(f"c-{document}", document, "trust", "mira", 0, len(TEXT), TEXT))
    return made(cases, documents, codings, done)


SIX = {f"p{n}": "o+" for n in range(6)}


def test_the_same_places_before_and_after_are_compared_with_themselves() -> None:
    """Six of seven changed, all the same way: 2 of 64."""
    found = contrast(twice({**SIX, "q": "++", "r": "-+"}), by="year", before=2025, test="mcnemar")
    line = found.line("trust")
    assert found.paired
    assert [str(side) for side in line.sides] == ["1 of 7", "7 of 7"]
    assert line.unpaired == ("r",)  # not asked in 2024
    assert (line.gained, line.lost) == (tuple(SIX), ())
    assert line.p == pytest.approx(2 / 64)
    assert line.difference == pytest.approx(6 / 7)
    assert line.low is not None
    assert 0 < line.low < 6 / 7
    assert "each compared with itself" in found.note
    assert [p.document for p in found.evidence("trust", "before 2025")] == ["q-2024"]
    assert len(found.evidence("trust", "from 2025")) == 7


def test_too_few_that_changed_are_refused() -> None:
    five = contrast(twice({**SIX, "p0": "++"}), by="year", before=2025, test="mcnemar").line("trust")
    assert (five.p, five.reason) == (None, "5 of 6 places changed: even all the same way gives p = 0.062")
    two = contrast(twice({"a": "o+", "b": "o+"}), by="year", before=2025, test="mcnemar").line("trust")
    assert two.reason == "with 2 places even all changing the same way gives p = 0.500"
    nobody = contrast(twice(dict.fromkeys(SIX, "++")), by="year", before=2025, test="mcnemar").line("trust")
    assert nobody.reason == "none of the 6 places changed"


def test_pairs_and_single_places_are_not_mixed() -> None:
    study = twice(SIX, alone="z")
    with pytest.raises(
        SettingsError, match="6 of the places heard on both sides of the date, 1 on one only"
    ) as refused:
        contrast(study, by="year", before=2025, test="mcnemar")
    assert "paired = true" in refused.value.hint
    pairs = contrast(study, by="year", before=2025, test="mcnemar", paired=True)
    assert pairs.outside == {"heard before 2025 only": ("z",)}
    with pytest.raises(SettingsError, match="takes the two sides for different places"):
        contrast(study, by="year", before=2025, test="fisher", paired=True)
    with pytest.raises(TooFewError, match="only before 2025"):
        contrast(study, by="year", before=2025, test="fisher", paired=False)
    with pytest.raises(SettingsError, match="groups are different ones"):
        by_sector({"council": "++", "charity": "oo"}, test="mcnemar")


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"by": "colour"}, "cannot contrast by `colour`"),
        ({"by": "kind"}, "cannot contrast by `kind`"),
        ({"test": "t-test"}, "no test `t-test`"),
        ({"alpha": 5}, "alpha = 5 is no level"),
        ({"permutations": 3}, "permutations = 3 is no whole number from 99"),
        ({"codes": ["trsut"]}, "no code trsut"),
        ({"groups": ["council", "bank"]}, "no group `bank`"),
        ({"before": 2025}, "are for dates of documents"),
        ({"by": "year"}, "needs a year to cut at"),
        ({"by": "year", "before": 2025, "cuts": "median"}, "`cuts` are for numbers"),
        ({"by": "year", "cuts": [3]}, "`cuts` are for numbers"),
        ({"by": "year", "before": "spring"}, "`spring` is no date to cut at"),
        ({"by": "year", "before": "2025-13"}, "`2025-13` is no date to cut at"),
        ({"by": "year", "before": 2026, "after": 2023}, "overlap"),
    ],
    ids=str,
)
def test_choices_that_cannot_be_are_named(choices: dict[str, Any], told: str) -> None:
    study = study_of({"council": "++", "charity": "oo"}, dates={"council1": "2024", "charity1": "2025"})
    with pytest.raises(SettingsError, match=told):
        contrast(study, **{"by": "sector", "test": "fisher", **choices})


def test_the_frame_has_a_row_for_each_code_and_group() -> None:
    found = by_sector({"council": "++o-", "charity": "oooo"}, test="boschloo")
    frame = found.frame()
    assert len(frame) == 4
    row = frame[(frame["code"] == "trust") & (frame["group"] == "council")].iloc[0]
    assert (row["present"], row["of"], row["voiced"], row["silent"]) == (2, 3, "council1 council2", "council3")
    assert (row["not_asked"], row["not_coded"], row["comparisons"]) == ("council4", "", 2)
    assert frame["p"].notna().all()
    assert frame["p"].dtype == "Float64"
    refused = by_sector({"council": "++", "charity": "oo"}).frame()
    assert refused["p"].isna().all()
    assert (refused["reason"] != "").all()


def test_evidence_is_of_the_places_that_voice_a_code_and_unknown_names_are_refused() -> None:
    found = by_sector({"council": "+o+o", "charity": "oooo"})
    assert [passage.document for passage in found.evidence("trust", "council")] == ["D-council1", "D-council3"]
    assert found.evidence("trust", "charity") == ()
    with pytest.raises(StudyError, match="no group `bank`"):
        found.evidence("trust", "bank")
    with pytest.raises(StudyError, match="no code trsut"):
        found.evidence("trsut", "council")


def test_it_remembers_how_it_was_made() -> None:
    found = by_sector({"council": "++++", "charity": "oooo"}, codes=["trust"])
    assert str(found.made_by) == (
        "contrast: by=sector, codes=trust, test=fisher, alpha=0.05, level=code, evidence=person"
    )
    assert set(found.made_by.inputs) >= {"codebook", "codings", "done", "cases"}
    assert repr(found) == "<Contrast by sector: council (4) | charity (4); 1 codes, 1 tested>"


def test_the_demo_s_councils_and_charities_are_those_of_its_findings(demo_study_folder: Path, hand: ModuleType) -> None:
    from collabstudy.run.opening import read_study

    del hand
    found = contrast(read_study(demo_study_folder), by="sector", test="boschloo")
    assert [str(side) for side in found.line("convening").sides] == ["4 of 4", "2 of 6"]
    assert [str(side) for side in found.line("culture-change").sides] == ["4 of 4", "0 of 3"]
    assert found.line("convening").p == pytest.approx(0.0518, abs=1e-3)
    assert all(line.adjusted is None or line.adjusted > 0.05 for line in found.lines)  # ten places: nothing survives


def test_a_heading_or_a_code_below_is_not_dropped_in_silence(hand: ModuleType) -> None:
    with pytest.raises(SettingsError, match="power: not compared at level = 'code'"):
        contrast(hand.make(), by="sector", test="fisher", codes=["power", "trust"])
    with pytest.raises(SettingsError, match="voting: not compared at level = 'branch'"):
        contrast(hand.make(), by="sector", test="fisher", codes=["voting"], level="branch")


def test_a_study_without_codes_has_nothing_to_compare(hand: ModuleType) -> None:
    with pytest.raises(TooFewError, match="no code to compare"):
        contrast(hand.make(codes=(), codings=(), tags=()), by="sector", test="fisher")


def test_drawn_tables_are_said_and_called_exact_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    from collabstudy.figures.contrast import data

    places = {"council": "++++", "charity": "oooo", "club": "+o+o"}
    counted = by_sector(places)
    assert "drawn at random" not in counted.note + data(counted).caption
    monkeypatch.setattr("collabstudy.compare.statistics.exact.MOST_STATES", 3)
    exact._fisher.cache_clear()
    drawn = by_sector(places, permutations=999)
    assert drawn.line("trust").draws == 999
    assert "from 999 drawn at random" in drawn.note
    assert "from 999 drawn at random" in data(drawn).caption
    exact._fisher.cache_clear()


def test_where_nothing_could_be_tested_no_p_is_described(hand: ModuleType) -> None:
    from collabstudy.figures.contrast import data

    found = contrast(hand.make(), by="sector", test="fisher")
    assert found.comparisons == 0
    assert "None of the codes could be tested" in data(found).caption
    assert "Newcombe" not in found.note
