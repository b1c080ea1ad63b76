"""A transcript is corrected: what becomes of its codings, where that is written, and who is told."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from collabstudy.errors import SourceError, StudyError
from collabstudy.io.adding import KnownError
from collabstudy.model.study import Study
from collabstudy.run import coding
from collabstudy.run.build import rebuild
from collabstudy.run.check import check
from collabstudy.run.opening import read_study
from collabstudy.run.reanchoring import reanchor
from collabstudy.run.replacing import replace_source

FLOOD, MONEY = "I trusted them in the flood.", "There was no money at all."
P01 = "corpus/interviews/P01.txt"


@pytest.fixture
def study(small: Path) -> Study:
    """P01 with the codings c0 on the flood and c1 on the money, its text kept."""
    opened = read_study(small)
    coding.add(opened, "P01", code="trust", coder="jonas", quote="The neighbours.")
    text = opened.transcript("P01").text
    assert [(c.coder, text[c.start : c.end]) for c in opened.codings] == [
        ("mira", FLOOD),
        ("mira", MONEY),
        ("jonas", "The neighbours."),
    ]
    return opened


def corrected(study: Study, old: str, new: str, file: str = P01) -> Study:
    path = study.folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return read_study(study.folder)


def logs(study: Study) -> dict[str, bytes]:
    return {
        p.relative_to(study.folder).as_posix(): p.read_bytes() for p in sorted(study.folder.glob("codings/*/*.jsonl"))
    }


def events(study: Study, coder: str) -> list[dict[str, object]]:
    path = study.folder / f"codings/{coder}/P01.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def standing(study: Study) -> list[tuple[str, str]]:
    return [(c.status, c.quote) for c in study.codings]


def test_reading_finds_the_codings_on_the_new_text_and_writes_nothing(study: Study) -> None:
    before = logs(study)
    again = corrected(study, "I: Whom do you trust?", "I: So, whom do you trust?")
    assert standing(again) == [("moved", FLOOD), ("moved", MONEY), ("moved", "The neighbours.")]
    text = again.transcript("P01").text
    assert all(text[c.start : c.end] == c.quote for c in again.codings)
    assert logs(again) == before


def test_it_is_written_once_and_is_the_same_on_everybodys_machine(study: Study, tmp_path: Path) -> None:
    again = corrected(study, "I: Whom do you trust?", "I: So, whom do you trust?")
    copy = shutil.copytree(study.folder, tmp_path / "colleague")
    found = reanchor(again)
    assert (found.written, found.counts) == (3, {"P01": Counter(moved=3)})
    assert found.sentences() == ["P01: the text has changed; 3 codings: 3 moved"]
    assert [e["event"] for e in events(again, "mira")] == ["add", "add", "done", "reanchor", "reanchor"]
    assert standing(read_study(study.folder)) == standing(again)
    once = logs(again)
    assert (reanchor(again).written, reanchor(read_study(study.folder)).written, logs(again)) == (0, 0, once)
    reanchor(read_study(copy))
    assert logs(read_study(copy)) == once


def test_the_classes_add_up_to_the_codings_there_were(study: Study) -> None:
    new = "I: Whom do you trust?\n\nAnn: Them. I did trust all of them in the big flood of May.\n\n"
    new += "I: And the rest?\n\nAnn: None.\n"
    again = corrected(study, (study.folder / P01).read_text(encoding="utf-8"), new)
    found = reanchor(again)
    (counts,) = found.counts.values()
    assert counts.total() == 3
    assert counts == Counter(c.status for c in again.codings)
    assert counts["orphaned"] >= 1
    assert "`collabstudy check` lists those that a person must look at" in found.sentences()


def test_what_lost_its_words_waits_and_comes_back_with_them(study: Study) -> None:
    gone = corrected(study, f"Ann: {MONEY}", "Ann: Hm.")
    reanchor(gone)
    assert [w.why for w in coding.waiting(gone)] == ["orphaned"]
    assert not gone.code_counts(next(c for c in gone.codings if c.id == "c1"))
    (problem,) = [p for p in check(gone.folder) if p.code == "coding-orphaned"]
    assert (problem.file, problem.line) == ("codings/mira/P01.jsonl", 2)
    assert "money" not in problem.problem.replace("(money)", "")
    once = logs(gone)
    assert (reanchor(gone).written, logs(gone)) == (0, once)
    back = corrected(gone, "Ann: Hm.", f"Ann: {MONEY}")
    assert [c.status for c in back.codings if c.id == "c1"] == ["kept"]
    assert coding.waiting(back) == ()


def test_what_waits_is_told_without_words_that_may_not_stand_there(study: Study) -> None:
    coding.add(study, "P02", code="trust", coder="mira", quote="Nobody, thank you.")
    path = study.folder / "corpus/interviews/P02.txt"
    path.write_text(path.read_text().replace("Nobody, thank you.", "Hm."))
    gone = corrected(study, f"Ann: {MONEY}", "Ann: Hm.")
    frame = coding.to_review(gone).set_index("document")
    assert frame.loc["P01", "quote"] == MONEY
    assert frame["quote"].isna().to_dict() == {"P01": False, "P02": True}  # P02 may not be quoted


def test_a_person_places_it_by_hand_and_can_take_that_back(study: Study) -> None:
    gone = corrected(study, f"Ann: {MONEY}", "Ann: Hm, hm.")
    placed = coding.move(gone, "c1", quote="Hm, hm.")
    assert (placed.status, placed.quote, placed.text) == ("kept", "Hm, hm.", gone.transcript("P01").hash)
    assert coding.waiting(gone) == ()
    coding.undo(gone, "P01", coder="mira")
    assert [w.why for w in coding.waiting(gone)] == ["orphaned"]


def test_a_changed_place_waits_until_it_was_read(study: Study) -> None:
    again = corrected(study, FLOOD, "I trusted no one there, flood or not.")
    (waiting,) = coding.waiting(again)
    assert (waiting.coding.id, waiting.why, again.code_counts(waiting.coding)) == ("c0", "changed", True)
    assert coding.confirm(again, "c0").status == "kept"
    assert coding.waiting(read_study(study.folder)) == ()


def test_whoever_codes_next_has_it_written_first(study: Study) -> None:
    again = corrected(study, "I: Whom do you trust?", "I: So, whom do you trust?")
    made = coding.add(again, "P01", code="money", coder="mira", quote="The neighbours.")
    assert [e["event"] for e in events(again, "mira")][-3:] == ["reanchor", "reanchor", "add"]
    assert made.text == again.transcript("P01").hash
    assert (study.folder / f"codings/texts/{made.text}.txt").exists()


def laid_side_by_side(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes every time that two texts are laid side by side."""
    from importlib import import_module

    anchor = import_module("collabstudy.coding.anchor")
    lay, times = anchor.lay, list[str]()

    def noted(before: object, now: object) -> object:
        times.append("laid")
        return lay(before, now)

    monkeypatch.setattr(anchor, "lay", noted)
    return times


def test_what_nobody_places_anew_is_not_looked_for_at_every_deed(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    coding.retire(study, "c1")
    again = corrected(study, "I: Whom do you trust?", "I: So, whom do you trust?")
    times = laid_side_by_side(monkeypatch)
    coding.memo(again, "c0", memo="first")
    assert times
    coding.memo(again, "c0", memo="once more")
    times.clear()
    coding.memo(again, "c0", memo="and again")
    assert [c.status for c in again.codings] == ["moved", "retired", "moved"]
    assert not times


def test_marks_of_questions_go_along(study: Study) -> None:
    coding.asked(study, "P01", question="q2", coder="mira", quote="And the money?")
    again = corrected(study, "I: Whom do you trust?", "I: So, whom do you trust?")
    (mark,) = again.folded.asked
    assert (mark.status, again.transcript("P01").text[mark.start : mark.end]) == ("moved", "And the money?")
    assert reanchor(again).counts["P01"] == Counter(moved=4)


def test_a_suggestion_that_was_turned_down_stays_so(study: Study) -> None:
    tag = next(t for t in study.tags if t.document == "P01" and t.code == "trust")
    coding.reject(study, tag, coder="mira")
    again = corrected(study, "I: Whom do you trust?", "I: So, whom do you trust?")
    reanchor(again)
    (rejected,) = read_study(study.folder).folded.rejected
    new = next(t for t in again.tags if t.document == "P01" and t.code == "trust")
    assert (rejected.start, rejected.end) == (new.start, new.end) != (tag.start, tag.end)


def test_codings_on_an_earlier_text_are_done_on_it_too_and_check_says_so(study: Study) -> None:
    coding.done(study, "P01", coder="jonas")
    assert [p for p in check(study.folder) if p.code == "done-earlier"] == []
    again = corrected(study, "I: And the money?", "I: What about the money?")
    (note,) = [p for p in check(again.folder) if p.code == "done-earlier"]
    assert (note.file, note.severity) == ("codings/jonas/P01.jsonl", "note")


def test_a_run_tells_what_became_of_the_codings_and_does_so_once(quiet: Path) -> None:
    study = read_study(quiet)
    coding.done(study, "P01", coder="mira")  # keeps the text, as the widget does
    rebuild(quiet)
    corrected(study, "I: Whom do you trust?", "I: So, whom do you trust?")
    report = rebuild(quiet)
    assert report.texts == ("P01: the text has changed; 2 codings: 2 moved",)
    assert report.sentences()[0] == report.texts[0]
    assert "compare" in report.made
    again = rebuild(quiet)
    assert (again.texts, again.made) == ((), ())


def test_a_run_says_what_it_could_not_read_and_did_not_count(quiet: Path) -> None:
    log = quiet / "codings/mira/P01.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    log.write_text(
        "".join([lines[0].replace("{", "[", 1), *lines[1:], '{"event":"add","id":"e9","ti']), encoding="utf-8"
    )
    report = rebuild(quiet)
    assert report.unread == 2
    told = "2 lines of codings could not be read and were not counted: `collabstudy check` names them"
    assert told in report.sentences()
    assert json.loads((quiet / "build/manifest.json").read_text(encoding="utf-8"))["unread"] == 2
    assert "Two lines of codings could not be read, and are in no count." in (quiet / "build/briefing.html").read_text()
    assert {(p.code, p.line) for p in check(quiet) if p.code in ("log-line", "log-torn")} == {
        ("log-line", 1),
        ("log-torn", 4),
    }
    assert told in rebuild(quiet).sentences()


def test_a_log_that_cannot_be_written_stops_no_run(study: Study) -> None:
    again = corrected(study, "I: Whom do you trust?", "I: So, whom do you trust?")
    import subprocess
    import sys

    hold = (
        "import sys\nfrom pathlib import Path\nfrom collabstudy.io.logbook import open_logbook\n"
        "with open_logbook(Path(sys.argv[1]), 'mira', 'P01'):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", hold, str(study.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        found = reanchor(again)
        assert (found.written, list(found.held)) == (1, ["mira/P01"])
        assert standing(again)[0] == ("moved", FLOOD)
        other.communicate()
    assert reanchor(again).written == 2


class TestReplace:
    @pytest.fixture
    def new(self, study: Study, tmp_path: Path) -> Path:
        """The corrected transcript, as it arrives."""
        path = tmp_path / "mail" / "P01.txt"
        path.parent.mkdir()
        text = (study.folder / P01).read_text(encoding="utf-8")
        path.write_text(text.replace("I: Whom do you trust?", "I: So, whom do you trust?"), encoding="utf-8")
        return path

    def test_a_file_of_the_same_name_goes_to_its_place_and_the_codings_go_along(self, study: Study, new: Path) -> None:
        shutil.rmtree(study.folder / "codings/texts")  # as in a study that was coded before texts were kept
        old = study.transcript("P01").hash
        done = replace_source(study, new)
        assert done.sentences() == [
            "P01: corpus/interviews/P01.txt is the new version, 4 turns",
            "P01: the text has changed; 3 codings: 3 moved",
        ]
        assert (study.folder / P01).read_bytes() == new.read_bytes()
        assert (study.folder / f"codings/texts/{old}.txt").exists()
        assert study.transcript("P01").text.startswith("I: So,")
        with pytest.raises(KnownError, match="this is P01 as it is in the study"):
            replace_source(study, new)

    def test_another_format_takes_the_row_along_and_nothing_else_in_the_register(self, study: Study, new: Path) -> None:
        register = study.folder / "corpus/documents.csv"
        before = register.read_text(encoding="utf-8")
        markdown = new.rename(new.with_name("final version.md"))
        assert replace_source(study, markdown, "P01").file == "interviews/P01.md"
        assert register.read_text(encoding="utf-8") == before.replace("P01.txt", "P01.md")
        assert [p.name for p in (study.folder / "corpus/interviews").iterdir() if p.stem == "P01"] == ["P01.md"]
        assert standing(study)[0] == ("moved", FLOOD)

    def test_what_is_meant_must_be_clear(self, study: Study, new: Path) -> None:
        other = new.rename(new.with_name("final.txt"))
        with pytest.raises(StudyError, match="no document is called so") as caught:
            replace_source(study, other)
        assert "--id, one of P01, P02" in caught.value.hint
        with pytest.raises(StudyError, match="no document P07"):
            replace_source(study, other, "P07")

    def test_a_file_that_cannot_be_read_changes_nothing(self, study: Study, new: Path) -> None:
        before = (study.folder / P01).read_bytes()
        new.write_bytes(b"")
        with pytest.raises(SourceError, match="empty"):
            replace_source(study, new)
        shutil.copy(study.folder / "corpus/interviews/P02.txt", new)
        with pytest.raises(StudyError, match="this is P02"):
            replace_source(study, new)
        assert (study.folder / P01).read_bytes() == before

    def test_a_speaker_who_is_called_otherwise_now_is_named(self, study: Study, new: Path) -> None:
        new.write_text(new.read_text(encoding="utf-8").replace("Ann:", "Anna:"), encoding="utf-8")
        told = replace_source(study, new).sentences()
        assert "  note: nobody is called Ann any more; correct `speakers` in documents.csv" in told


def test_what_a_correction_would_do_can_be_asked_before_it_is_made(study: Study) -> None:
    before = logs(study)
    text = study.transcript("P01").text
    would = coding.on_text(study, "P01", text.replace("I: Whom", "I: So, whom").replace(MONEY, "No."))
    assert [(c.id, c.status) for c in would][:2] == [("c0", "moved"), ("c1", "orphaned")]
    assert [c.status for c in coding.on_text(study, "P01", text)] == ["kept", "kept", "kept"]
    assert logs(study) == before
    assert {c.status for c in study.codings} == {"kept"}
