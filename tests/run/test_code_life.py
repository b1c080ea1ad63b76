"""A code is renamed, moved, merged, split, redefined, taken out and brought back, by editing the demo's YAML.

How many codings each code has is counted in the lines of the logs, not by us.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from collabstudy.model.study import Study
from collabstudy.run import coding
from collabstudy.run.check import check
from collabstudy.run.opening import read_study

BOOK = "codebooks/collaboration.yaml"
DOUBT = """\
      - id: scepticism
        name: Doubt about collaboration
        definition: The speaker doubts that collaboration is what it says it is, holds it to be a name for something else, or refuses one of its words.
"""  # noqa: E501  a line of the codebook


@pytest.fixture
def lines(demo: Path) -> Counter[str]:
    """Codings by code, as the logs have them: nothing but `add` and `done` has ever been done in the demo."""
    events = [json.loads(line) for path in demo.glob("codings/*/*.jsonl") for line in path.open(encoding="utf-8")]
    assert {event["event"] for event in events} == {"add", "done"}
    counts = Counter(event["code"] for event in events if event["event"] == "add")
    assert (counts["scepticism"], counts["trust"], counts["time"], counts.total()) == (27, 45, 21, 532)
    return counts


def edit(demo: Path, old: str, new: str) -> Study:
    path = demo / BOOK
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return read_study(demo)


def by_code(study: Study) -> Counter[str]:
    return Counter(c.code for c in study.codings)


def by_status(study: Study, *codes: str) -> Counter[str]:
    return Counter(c.status for c in study.codings if not codes or c.code in codes)


def test_the_demo_as_it_is_waits_for_nobody(demo: Path, lines: Counter[str]) -> None:
    study = read_study(demo)
    assert by_code(study) == lines
    assert by_status(study) == {"kept": 532}
    assert coding.waiting(study) == ()


def test_a_new_name_is_nothing_to_the_codings(demo: Path, lines: Counter[str]) -> None:
    study = edit(demo, "name: Doubt about collaboration", "name: Second thoughts")
    assert (by_code(study), by_status(study)) == (lines, {"kept": 532})


def test_a_new_id_takes_the_codings_along(demo: Path, lines: Counter[str]) -> None:
    study = edit(demo, "- id: scepticism\n", "- id: doubt\n        formerly: [scepticism]\n")
    assert (by_code(study)["doubt"], by_code(study)["scepticism"]) == (27, 0)
    assert by_status(study) == {"kept": 532}


def test_another_place_in_the_tree_is_nothing_to_the_codings(demo: Path, lines: Counter[str]) -> None:
    study = edit(demo, "      - id: scepticism\n", "  - id: doubts\n    codes:\n      - id: scepticism\n")
    assert study.codebook["scepticism"].parent == "doubts"
    assert (by_code(study), by_status(study)) == (lines, {"kept": 532})


def test_another_definition_makes_exactly_that_codes_codings_stale(demo: Path, lines: Counter[str]) -> None:
    study = edit(demo, "The speaker doubts that collaboration is what it says it is", "The speaker doubts the word")
    assert by_status(study, "scepticism") == {"stale": 27}
    assert by_status(study) == {"stale": 27, "kept": 505}
    assert {w.why for w in coding.waiting(study)} == {"stale"}
    assert all(study.code_counts(c) for c in study.codings if c.code == "scepticism" and c.document == "P08")
    told = [p for p in check(demo) if p.code == "coding-stale"]
    assert sum(int(p.problem.split()[0]) for p in told) == 27
    assert {p.file for p in told} == {
        f"codings/{c.coder}/{c.document}.jsonl" for c in study.codings if c.status == "stale"
    }


def test_what_is_read_again_is_stale_no_more_until_the_next_definition(demo: Path, lines: Counter[str]) -> None:
    study = edit(demo, "The speaker doubts that collaboration is what it says it is", "The speaker doubts the word")
    first, second, *_ = [w.coding for w in coding.waiting(study)]
    assert coding.confirm(study, first).status == "kept"
    assert coding.recode(study, second, code="trust").status == "kept"
    assert by_status(study) == {"stale": 25, "kept": 507}
    assert by_code(study)["trust"] == 46
    study = edit(demo, "The speaker doubts the word", "The speaker doubts the whole word")
    assert by_status(study) == {"stale": 26, "kept": 506}
    study = edit(
        demo, "The speaker doubts the whole word", "The speaker doubts that collaboration is what it says it is"
    )
    assert by_status(study) == {"stale": 1, "kept": 531}  # the one confirmed under the other definition


def test_what_is_included_and_excluded_is_part_of_the_definition(demo: Path, lines: Counter[str]) -> None:
    study = edit(demo, "exclude: Doubts about one partner or one project;", "exclude: Doubts about one project;")
    assert by_status(study, "scepticism") == {"stale": 27}
    study = edit(demo, "exclude: Doubts about one project;", "exclude: Doubts about one partner or one project;")
    assert by_status(study) == {"kept": 532}


def test_a_code_taken_out_retires_its_codings_and_brings_them_back_when_it_returns(
    demo: Path, lines: Counter[str]
) -> None:
    text = (demo / BOOK).read_text(encoding="utf-8")
    start, end = text.index("      - id: scepticism"), text.index("      - id: time")
    (demo / BOOK).write_text(text[:start] + text[end:], encoding="utf-8")
    guide = demo / "corpus/guide.yaml"
    guide.write_text(
        guide.read_text(encoding="utf-8").replace("[learning, scepticism]", "[learning]"), encoding="utf-8"
    )
    study = read_study(demo)
    assert by_status(study) == {"retired": 27, "kept": 505}
    assert (by_code(study), len(study.folded.removed)) == (lines, 0)
    assert not any(study.code_counts(c) for c in study.codings if c.code == "scepticism")
    assert coding.waiting(study) == ()
    assert len([p for p in check(demo) if p.code == "log-code"]) == 27
    (demo / BOOK).write_text(text, encoding="utf-8")
    assert by_status(read_study(demo)) == {"kept": 532}


def test_two_codes_merged_have_the_codings_of_both_and_those_of_the_other_meaning_are_stale(
    demo: Path, lines: Counter[str]
) -> None:
    text = (demo / BOOK).read_text(encoding="utf-8")
    start, end = text.index("      - id: time"), text.index("  - id: how-power-moves")
    merged = (text[:start] + text[end:]).replace("- id: scepticism\n", "- id: scepticism\n        formerly: [time]\n")
    (demo / BOOK).write_text(merged, encoding="utf-8")
    study = read_study(demo)
    assert (by_code(study)["scepticism"], by_code(study)["time"]) == (48, 0)
    assert by_status(study, "scepticism") == {"kept": 27, "stale": 21}
    assert by_status(study) == {"kept": 511, "stale": 21}


class TestSplit:
    """scepticism becomes doubt about the word and doubt about the money."""

    @pytest.fixture
    def study(self, demo: Path, lines: Counter[str]) -> Study:
        two = "".join(
            DOUBT.replace("scepticism", new).replace("about collaboration", name) + "        formerly: [scepticism]\n"
            for new, name in (("doubt-word", "about the word"), ("doubt-money", "about the money"))
        )
        return edit(demo, DOUBT, two)

    def test_its_codings_keep_the_old_code_and_wait(self, study: Study) -> None:
        assert by_status(study, "scepticism") == {"review": 27}
        assert {w.why for w in coding.waiting(study)} == {"split"} and len(coding.waiting(study)) == 27
        frame = coding.to_review(study)
        assert (len(frame), set(frame["why"]), set(frame["code"])) == (27, {"split"}, {"scepticism"})

    def test_a_person_gives_each_its_code(self, study: Study) -> None:
        from collabstudy.errors import StudyError

        first = coding.waiting(study)[0].coding
        with pytest.raises(StudyError, match="scepticism was split") as caught:
            coding.confirm(study, first)
        assert "doubt-word, doubt-money" in caught.value.hint
        assert coding.recode(study, first, code="doubt-money").status == "kept"
        assert len(coding.waiting(study)) == 26
        coding.undo(study, first.document, coder=first.coder)
        assert len(coding.waiting(study)) == 27

    def test_check_says_what_was_meant_and_how_much_work_it_is(self, study: Study) -> None:
        found = check(study.folder)
        (note,) = [p for p in found if p.code == "formerly-twice"]
        assert (note.severity, "it was split" in note.problem) == ("note", True)
        told = [p for p in found if p.code == "coding-split"]
        assert sum(int(p.problem.split()[0]) for p in told) == 27


def test_a_part_split_off_makes_the_rest_stale_and_loses_nothing(demo: Path, lines: Counter[str]) -> None:
    off = DOUBT.replace("id: scepticism", "id: doubt-money").replace("about collaboration", "about the money")
    study = edit(demo, DOUBT, off + "        formerly: [scepticism]\n" + DOUBT)
    assert by_code(study) == lines
    assert by_status(study) == {"stale": 27, "kept": 505}
    assert coding.confirm(study, coding.waiting(study)[0].coding).status == "kept"
    assert by_status(study) == {"stale": 26, "kept": 506}
