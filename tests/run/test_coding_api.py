"""Coding from Python: what is written, what the study shows of it, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collabstudy.errors import ConsentError, LogError, StudyError
from collabstudy.model.coding import Coding
from collabstudy.model.study import Study
from collabstudy.run import coding
from collabstudy.run.opening import read_study

FLOOD = "I trusted them in the flood."


@pytest.fixture
def study(small: Path) -> Study:
    """P01: "trust" on the flood, "money" on there being none; both documents done by mira."""
    opened = read_study(small)
    assert [(c.id, c.code) for c in opened.codings] == [("c0", "trust"), ("c1", "money")]
    return opened


def lines(study: Study, coder: str, document: str) -> list[dict[str, object]]:
    path = study.folder / f"codings/{coder}/{document}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def codes(study: Study) -> list[tuple[str, str, str]]:
    return sorted((c.coder, c.code, c.quote) for c in study.codings)


def test_what_is_added_is_on_disk_and_in_the_study_at_once(study: Study) -> None:
    made = coding.add(study, "P02", code="trust", coder="jonas", quote="Nobody, thank you.", memo="the other way round")
    text = study.transcript("P02").text
    assert text[made.start : made.end] == "Nobody, thank you." == made.quote
    assert (made.status, made.memo, made.coder) == ("kept", "the other way round", "jonas")
    assert ("jonas", "trust", "Nobody, thank you.") in codes(study)
    assert codes(read_study(study.folder)) == codes(study)
    (line,) = lines(study, "jonas", "P02")
    assert (line["event"], line["code"], line["start"]) == ("add", "trust", text.index("Nobody"))
    assert line["meaning"] == study.codebook.meaning("trust") != ""
    assert line["codebook"] == study.codebook.hash
    assert (study.folder / f"codings/texts/{line['text']}.txt").read_bytes().decode() == text


def test_offsets_do_as_well_as_a_quote_and_lose_the_blanks_at_their_ends(study: Study) -> None:
    text = study.transcript("P01").text
    start = text.index(" The neighbours. ")
    made = coding.add(study, "P01", code="trust", coder="jonas", start=start, end=start + 17)
    assert made.quote == "The neighbours."


def test_the_same_code_on_the_same_words_is_the_coding_that_is_there(study: Study) -> None:
    again = coding.add(study, "P01", code="trust", coder="mira", quote=FLOOD)
    assert (again.id, len(study.codings), len(lines(study, "mira", "P01"))) == ("c0", 2, 3)
    coding.add(study, "P01", code="trust", coder="jonas", quote=FLOOD)
    coding.add(study, "P01", code="money", coder="mira", quote=FLOOD)
    assert len(study.codings) == 4


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"quote": "I:"}, "stand 2 times"),
        ({"quote": "no such words"}, "do not stand in the text"),
        ({"start": 5}, "which words"),
        ({"start": 0, "end": 9999}, "no place in this text"),
        ({"start": 9, "end": 9}, "no place in this text"),
        ({"quote": FLOOD, "code": "hope"}, "no code hope"),
        ({"quote": FLOOD, "code": "asked:q9"}, "no question q9"),
        ({"quote": FLOOD, "document": "P09"}, "no document P09"),
        ({"quote": FLOOD, "coder": "../mira"}, "cannot be the name of a coder"),
        ({"quote": FLOOD, "coder": "rules"}, "cannot be the name of a coder"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    study: Study, given: dict[str, object], problem: str
) -> None:
    before = sorted(p.name for p in (study.folder / "codings").rglob("*"))
    told = {"document": "P01", "code": "trust", "coder": "jonas"} | given
    document = str(told.pop("document"))
    with pytest.raises(StudyError, match=problem) as caught:
        coding.add(study, document, **told)  # type: ignore[arg-type]
    assert "flood" not in str(caught.value)
    assert [n for n in sorted(p.name for p in (study.folder / "codings").rglob("*")) if n not in before] in (
        [],
        ["jonas"],
    )


def test_a_withdrawn_document_is_not_coded(study: Study) -> None:
    register = study.folder / "corpus/documents.csv"
    register.write_text(register.read_text().replace("no-quotes", "withdrawn"))
    opened = read_study(study.folder)
    with pytest.raises(ConsentError, match="P02 was withdrawn"):
        coding.add(opened, "P02", code="trust", coder="mira", quote="Nobody, thank you.")


def test_recode_move_memo_and_remove_each_change_one_thing(study: Study) -> None:
    recoded = coding.recode(study, "c0", code="money")
    assert (recoded.code, recoded.quote, recoded.meaning) == ("money", FLOOD, study.codebook.meaning("money"))
    moved = coding.move(study, "c0", quote="I trusted them")
    assert (moved.code, moved.quote, moved.status) == ("money", "I trusted them", "kept")
    noted = coding.memo(study, moved, memo="first mention")
    assert noted is not None and (noted.memo, noted.quote) == ("first mention", "I trusted them")
    gone = coding.remove(study, "c0")
    assert (gone.id, [c.id for c in study.codings], [c.id for c in study.folded.removed]) == ("c0", ["c1"], ["c0"])
    with pytest.raises(StudyError, match="no coding c0"):
        coding.recode(study, "c0", code="trust")


def test_undo_and_redo_go_back_and_forth_also_in_another_session(study: Study) -> None:
    coding.recode(study, "c0", code="money")
    coding.remove(study, "c0")
    assert len(study.codings) == 1
    later = read_study(study.folder)
    undone = coding.undo(later, "P01", coder="mira")
    assert undone is not None and undone.do == "add"
    assert [(c.id, c.code) for c in later.codings] == [("c0", "money"), ("c1", "money")]
    coding.undo(later, "P01", coder="mira")
    assert [(c.id, c.code) for c in later.codings] == [("c0", "trust"), ("c1", "money")]
    coding.redo(later, "P01", coder="mira")
    coding.redo(later, "P01", coder="mira")
    assert [c.id for c in later.codings] == ["c1"]
    assert coding.redo(later, "P01", coder="mira") is None
    assert coding.undo(later, "P02", coder="jonas") is None


def test_nobody_changes_what_another_has_coded(study: Study) -> None:
    with pytest.raises(StudyError, match="c0 is mira's, not jonas's"):
        coding.remove(study, "c0", coder="jonas")
    assert len(study.codings) == 2


def test_a_retired_coding_stays_in_the_record_and_counts_no_more(study: Study) -> None:
    from collabstudy.compare.crosstab import crosstab

    assert study.code_counts(study.codings[0])
    retired = coding.retire(study, "c0")
    assert retired.status == "retired"
    with pytest.raises(StudyError, match="c0 is retired"):
        coding.confirm(study, "c0")
    assert [study.code_counts(c) for c in study.codings] == [False, True]
    table = crosstab(study, unit="turn")
    assert (table.left_out, table.note.rpartition(". ")[2]) == ({"retired": 1}, "Not counted: 1 coding retired.")
    coding.undo(study, "P01", coder="mira")
    assert [study.code_counts(c) for c in study.codings] == [True, True]


def test_memos_on_other_things_are_kept_by_coder_and_thing(study: Study) -> None:
    for about, text in [
        ("document", "a long one"),
        ("case:elm", "small"),
        ("code:trust", "too wide"),
        ("case:elm", "tiny"),
    ]:
        coding.memo(study, about, memo=text, coder="mira", document="P01")
    assert {m.about: m.memo for m in study.folded.memos} == {
        "document": "a long one",
        "case:elm": "tiny",
        "code:trust": "too wide",
    }
    with pytest.raises(StudyError, match="no case ash"):
        coding.memo(study, "case:ash", memo="?", coder="mira", document="P01")
    with pytest.raises(StudyError, match="needs its coder"):
        coding.memo(study, "document", memo="?")


def test_done_and_not_done_after_all(study: Study) -> None:
    coding.done(study, "P01", coder="jonas")
    told = {(d.document, d.coder): d.text for d in study.folded.done}
    assert told["P01", "jonas"] == study.transcript("P01").hash
    coding.done(study, "P01", coder="jonas", undo=True)
    assert ("P01", "jonas") not in {(d.document, d.coder) for d in study.folded.done}


def test_a_suggestion_that_is_accepted_becomes_a_persons_coding(study: Study) -> None:
    tag = next(t for t in study.tags if t.document == "P01" and t.code == "trust")
    assert (tag.origin, tag.quote) == ("rules", "trusted")
    made = coding.accept(study, tag, coder="jonas", details={"shown_ms": 900})
    assert (made.origin, made.coder, made.by, made.suggestion) == ("person", "jonas", "rules", tag.id)
    wider = coding.accept(study, tag, coder="mira", start=tag.start - 2, end=tag.end)
    assert wider.quote == "I trusted"
    told = lines(study, "jonas", "P01")[0], lines(study, "mira", "P01")[-1]
    assert [line["changed"] for line in told] == [False, True]
    assert told[0]["shown_ms"] == 900


def test_a_suggestion_that_is_turned_down_is_remembered_with_its_place(study: Study) -> None:
    tag = next(t for t in study.tags if t.document == "P01" and t.code == "trust")
    coding.reject(study, tag, coder="mira")
    assert [(c.id, c.coder, c.quote) for c in study.folded.rejected] == [(tag.id, "mira", "trusted")]
    coding.undo(study, "P01", coder="mira")
    assert study.folded.rejected == ()


def test_where_a_question_was_put_is_no_coding(study: Study) -> None:
    mark = coding.asked(study, "P01", question="q2", coder="mira", quote="And the money?")
    assert (mark.code, len(study.codings)) == ("asked:q2", 2)
    assert [m.quote for m in study.folded.asked] == ["And the money?"]
    with pytest.raises(StudyError, match="no question q9"):
        coding.asked(study, "P01", question="q9", coder="mira", quote="And the money?")
    coding.remove(study, mark)
    assert study.folded.asked == ()


def test_another_program_that_is_writing_is_named(study: Study) -> None:
    import subprocess
    import sys

    hold = (
        "import sys\nfrom pathlib import Path\nfrom collabstudy.io.logbook import open_logbook\n"
        "with open_logbook(Path(sys.argv[1]), 'mira', 'P01'):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", hold, str(study.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        with pytest.raises(LogError, match="written by another program"):
            coding.remove(study, "c0")
        assert len(study.codings) == 2
        other.communicate()
    coding.remove(study, "c0")
    assert len(study.codings) == 1


class TestNewCode:
    def test_a_new_code_can_be_used_at_once(self, study: Study) -> None:
        made = coding.new_code(study, "Being asked", parent="trust", definition="Somebody asks first.")
        assert (made.id, made.parent) == ("being-asked", "trust")
        assert (
            coding.add(study, "P02", code="being-asked", coder="mira", quote="Nobody, thank you.").code == "being-asked"
        )
        assert read_study(study.folder).codebook["being-asked"].definition == "Somebody asks first."

    def test_a_name_that_is_there_is_that_code(self, study: Study) -> None:
        before = (study.folder / "codebooks/book.yaml").read_bytes()
        assert coding.new_code(study, " trust ").id == "trust"
        assert (study.folder / "codebooks/book.yaml").read_bytes() == before
        assert coding.new_code(study, "Trust", parent="money").id == "trust-2"

    def test_what_somebody_else_made_meanwhile_is_that_code(self, study: Study) -> None:
        earlier = read_study(study.folder)
        made = coding.new_code(study, "Being asked")
        assert coding.new_code(earlier, "Being asked") == made
        assert coding.new_code(earlier, "Being heard").id in read_study(study.folder).codebook

    def test_two_kernels_that_make_codes_at_once_lose_none(self, study: Study) -> None:
        import subprocess
        import sys

        make = (
            "import sys\nfrom collabstudy.run import coding\nfrom collabstudy.run.opening import read_study\n"
            "study = read_study(sys.argv[1])\nfor n in range(8): coding.new_code(study, f'{sys.argv[2]} {n}')\n"
        )
        kernels = [subprocess.Popen([sys.executable, "-c", make, str(study.folder), who]) for who in ("Ann", "Bob")]
        assert [kernel.wait() for kernel in kernels] == [0, 0]
        assert len(read_study(study.folder).codebook.codes) == len(study.codebook.codes) + 16

    def test_a_code_needs_a_name_and_a_parent_that_is_one(self, study: Study) -> None:
        with pytest.raises(StudyError, match="needs a name"):
            coding.new_code(study, "  ")
        with pytest.raises(StudyError, match="no code hope"):
            coding.new_code(study, "Small hope", parent="hope")


class TestConsensus:
    @pytest.fixture
    def both(self, study: Study) -> tuple[Coding, Coding]:
        """jonas has coded the flood as money, and mira's sentence as she did."""
        other = coding.add(study, "P01", code="money", coder="jonas", quote=FLOOD)
        same = coding.add(study, "P01", code="money", coder="jonas", quote="There was no money at all.")
        return other, same

    def test_what_is_adopted_is_a_copy_with_a_note(self, study: Study, both: tuple[Coding, Coding]) -> None:
        agreed = coding.adopt(study, "P01", ["c0", "c1", both[1]], note="talked on Monday")
        assert sorted((c.coder, c.code, c.memo) for c in agreed) == [
            ("consensus", "money", "talked on Monday"),
            ("consensus", "trust", "talked on Monday"),
        ]
        assert len(study.codings) == 6
        assert len(lines(study, "mira", "P01")) == 3
        assert coding.adopt(study, "P01", ["c0", both[1]]) == agreed
        assert len(lines(study, "consensus", "P01")) == 2

    def test_before_it_is_finished_it_counts_for_nobody_and_then_it_alone(
        self, study: Study, both: tuple[Coding, Coding]
    ) -> None:
        coding.adopt(study, "P01", ["c0"])
        counting = sorted((c.coder, c.code) for c in study.codings if study.code_counts(c))
        assert counting == [("jonas", "money"), ("jonas", "money"), ("mira", "money"), ("mira", "trust")]
        coding.done(study, "P01", coder="consensus")
        assert [(c.coder, c.code) for c in study.codings if study.code_counts(c)] == [("consensus", "trust")]

    def test_the_crosstab_counts_the_consensus_instead_of_the_coders(
        self, study: Study, both: tuple[Coding, Coding]
    ) -> None:
        from collabstudy.compare.crosstab import crosstab

        before = crosstab(study, unit="document")
        assert (before.cells["elm", "money"].value, before.cells["elm", "money"].codings) == ("present", 3)
        coding.adopt(study, "P01", ["c0"], done=True)
        after = crosstab(study, unit="document")
        assert (after.cells["elm", "money"].value, after.cells["elm", "trust"].codings) == ("absent", 1)
        assert before.left_out == {}
        assert after.note.endswith("Not counted: 4 codings where a consensus stands instead.")

    def test_what_was_taken_out_of_it_can_be_adopted_again(self, study: Study, both: tuple[Coding, Coding]) -> None:
        (one,) = coding.adopt(study, "P01", ["c0"])
        coding.remove(study, one)
        assert coding.adopt(study, "P01", []) == ()
        assert [c.id for c in coding.adopt(study, "P01", ["c0"])] == [one.id]

    def test_nothing_of_another_document(self, study: Study, both: tuple[Coding, Coding]) -> None:
        with pytest.raises(StudyError, match="c0 is in P01, not in P02"):
            coding.adopt(study, "P02", ["c0"])

    def test_check_does_not_wonder_who_consensus_is(self, study: Study, both: tuple[Coding, Coding]) -> None:
        from collabstudy.run.check import check

        coding.adopt(study, "P01", ["c0"], done=True)
        unknown = [p.problem for p in check(study.folder) if p.code == "coder-unknown"]
        assert len(unknown) == 1 and unknown[0].startswith("jonas has coded")


class TestAsked:
    """P01 has nothing under `asked` in documents.csv, P02 has q1. Nobody speaks of money in P02."""

    def value(self, study: Study, case: str) -> str:
        from collabstudy.compare.crosstab import crosstab

        return crosstab(study, unit="document").cells[case, "money"].value

    def test_marks_are_added_to_what_the_register_lists(self, study: Study) -> None:
        assert self.value(study, "oak") == "not_asked"
        coding.asked(study, "P02", question="q2", coder="jonas", quote="Why?")
        assert self.value(study, "oak") == "absent"

    def test_where_nothing_is_listed_the_marks_of_who_is_done_are_the_list(self, study: Study) -> None:
        coding.remove(study, "c1")
        assert self.value(study, "elm") == "absent"
        coding.asked(study, "P01", question="q1", coder="jonas", quote="Whom do you trust?")
        assert self.value(study, "elm") == "absent"  # jonas is not through: there may be more
        coding.asked(study, "P01", question="q1", coder="mira", quote="Whom do you trust?")
        assert self.value(study, "elm") == "not_asked"
        coding.asked(study, "P01", question="q2", coder="mira", quote="And the money?")
        assert self.value(study, "elm") == "absent"
