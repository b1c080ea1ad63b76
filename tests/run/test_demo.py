"""The demo study, from the command that people type first to the second run of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from collabstudy.errors import StudyError
from collabstudy.run.build import rebuild
from collabstudy.run.diff import changes
from collabstudy.run.making import arrive_later, demo_study, new_study

Made = Callable[..., dict[str, bytes]]
COMMAND = [sys.executable, "-m", "collabstudy"]
OTHERWISE = {
    "PYTHONHASHSEED": "4711",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "LC_ALL": "C",
    "TZ": "Pacific/Auckland",
    "COLUMNS": "40",
}


@dataclass(frozen=True)
class Two:
    """The demo after the command `demo`, what the command said, and another copy of the same study, made at once."""

    demo: Path
    said: str
    other: Path


@pytest.fixture(scope="module")
def two(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Two:
    """Both made at the same time: one as the twelve interviews and the two later ones came, one from all fourteen.

    The other has another place, other dates and order of its files, another hash seed, one thread, another time zone.
    It has no notebooks: those are about the same study, and take as long again.
    """
    demo, other = tmp_path_factory.mktemp("a") / "demo", tmp_path_factory.mktemp("another place") / "x" / "y"
    here = os.environ | {"PYTHONHASHSEED": "1"}
    first = subprocess.Popen([*COMMAND, "demo", str(demo)], env=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    copied_backwards(root, other)
    arrive_later(other)
    run = [*COMMAND, "run", "--study", str(other)]
    second = subprocess.run(run, env=os.environ | OTHERWISE, capture_output=True, check=False)
    said, complained = first.communicate()
    assert first.returncode == 0, complained.decode()
    assert second.returncode == 0, second.stderr.decode()
    return Two(demo, said.decode("utf-8"), other)


def copied_backwards(root: Path, to: Path) -> None:
    """The demo study without its notebooks, its files written in reverse order."""
    parts = ("study.toml", "corpus", "codebooks", "codings", "briefing")
    files = [path for part in parts for path in (root / part, *(root / part).rglob("*")) if path.is_file()]
    for path in sorted(files, reverse=True):
        (to / path.relative_to(root)).parent.mkdir(parents=True, exist_ok=True)
        (to / path.relative_to(root)).write_bytes(path.read_bytes())


def test_the_command_says_what_it_did_what_changed_and_where_to_look(two: Two) -> None:
    told = " ".join(two.said.split())
    assert "everything in it is invented" in told
    assert (
        "work: 16 documents read, 16 documents tagged, 16 documents embedded sentences: 16 holds, 2 undecided" in told
    )
    assert "2 further interviews arrived: P13, P14" in told
    assert "work: 2 documents read, 2 documents tagged, 2 documents embedded" in told
    assert "15 holds, 1 weakened, 1 broken, 1 undecided" in told
    for name in ("briefing.html", "briefing.docx"):
        assert f"{two.demo / 'build' / name}" in two.said
        assert (two.demo / "build" / name).stat().st_size > 100_000


def test_what_the_later_interviews_changed_is_told_in_sentences(two: Two) -> None:
    told = changes(two.demo)
    assert told[0] == "P13, P14 came in"
    assert told[1].startswith("mira: 22 codings more in P13 (The Oddmill Trust): 8 Culture inside the organisation, ")
    assert [line for line in told if line.startswith("broken: ")] == [
        "broken: Only councils speak of culture change in their own house. (4 of 4, of the others 0 of 3 → 4 of 4, "
        "of the others 1 of 4; was undecided; now against it: The Oddmill Trust)"
    ]
    assert [line for line in told if line.startswith("weakened: ")] == [
        "weakened: Most places say that procurement gets in the way. (6 of 8 → 6 of 9 places; was holds; "
        "now against it: Late Swallows)"
    ]
    assert "Depends on a few people: 6 of 9 → 7 of 10 places" in told
    assert "the summary of The Oddmill Trust, Trust is stale now" in told
    assert "Late Swallows, Contracts that protected people: was not asked, is voiced" in told
    assert "The Oddmill Trust, Culture inside the organisation: was asked, not voiced, is voiced" in told
    assert [line for line in told if line not in two.said] == []


def test_same_inputs_same_bytes_whatever_the_place_order_seed_threads_and_history(two: Two, made_of: Made) -> None:
    as_they_came, at_once = made_of(two.demo, "notebooks/"), made_of(two.other)
    assert {name.rpartition(".")[2] for name in at_once} == {"html", "docx", "xlsx", "csv", "json", "png", "svg", "pdf"}
    figures = [name for name in at_once if name.startswith("figures/")]
    assert len(figures) == 17 * 8  # seventeen figures: data, words, and three formats for a page and for a slide
    assert sorted(as_they_came) == sorted(at_once)
    assert [name for name in at_once if at_once[name] != as_they_came[name]] == []


def test_no_output_tells_where_or_when_it_was_made(two: Two, made_of: Made) -> None:
    here = str(two.demo.parent).encode()
    assert [name for name, made in made_of(two.demo).items() if here in made] == []


def test_a_second_run_has_nothing_to_do(two: Two) -> None:
    assert rebuild(two.demo).made == ()


def test_every_notebook_has_a_page(two: Two) -> None:
    pages = {page.stem for page in (two.demo / "build/notebooks").glob("*.html")}
    assert pages == {"10_corpus", "20_coding", "30_topics", "40_comparison", "50_briefing"}


def test_a_later_interview_arrives_once(two: Two) -> None:
    assert arrive_later(two.demo) == ()


def test_the_demo_can_be_made_again_in_the_same_place(two: Two, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(two.demo, folder)
    demo_study(folder)
    assert not (folder / "build").exists()
    assert "P13" not in (folder / "corpus/documents.csv").read_text(encoding="utf-8")


def test_a_copy_is_merged_by_git_as_a_new_study_is(tmp_path: Path) -> None:
    demo_study(tmp_path / "demo")
    new_study(tmp_path / "new")
    rules = (tmp_path / "demo" / ".gitattributes").read_text(encoding="utf-8")
    assert "codings/**/*.jsonl   merge=union" in rules
    assert rules == (tmp_path / "new" / ".gitattributes").read_text(encoding="utf-8")


def test_a_copy_in_which_somebody_has_worked_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    demo_study(folder)
    mine = folder / "codings/nele/P01.jsonl"
    mine.parent.mkdir()
    mine.write_text("{}\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"somebody has worked in this copy of the demo: codings/nele/P01\.jsonl"):
        demo_study(folder)
    assert mine.is_file()


def test_what_came_later_is_nobodys_work(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    demo_study(folder)
    assert arrive_later(folder) == ("P13", "P14")
    demo_study(folder)
    (folder / "briefing/summary.md").write_text("Mine.", encoding="utf-8")
    with pytest.raises(StudyError, match=r"briefing/summary\.md"):
        demo_study(folder)


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("Mine.", encoding="utf-8")
    told = subprocess.run([*COMMAND, "demo", str(tmp_path)], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "there is something here already" in told.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]
