"""A run makes what depends on what changed, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from collabstudy.errors import StudyError
from collabstudy.run.build import STEPS, rebuild
from collabstudy.run.manifest import Manifest, read_manifest

Made = Callable[..., dict[str, bytes]]

# All but topics, for which two interviews are too few.
ALL = {"briefing", "compare", "comparisons", "figures", "findings", "influence", "notebooks", "tables", "tag"}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_first_run_makes_everything(built: Path, made_of: Made) -> None:
    made = made_of(built)
    assert {
        "briefing.html",
        "briefing.docx",
        "tables/crosstab.csv",
        "tables/findings.csv",
        "tables/rules.csv",
        "tables/segments.csv",
        "figures/crosstab.svg",
        "figures/codes_by_sector.png",
        "notebooks/10_small.html",
    } <= set(made)
    assert all(made.values())
    assert set(STEPS) == ALL | {"topics"}


def test_a_second_run_does_nothing_and_says_so(built: Path, made_of: Made) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    report = rebuild(built)
    assert report.made == () and set(report.left_alone) == ALL
    assert report.sentences() == [
        f"nothing has changed since run {read_manifest(built / 'build').run}; nothing was done"
    ]
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


@pytest.mark.parametrize(
    ("file", "old", "new", "steps"),
    [
        ("briefing/summary.md", "flood", "great flood", {"briefing"}),
        ("briefing/findings.yaml", "Everybody", "Every place", {"findings", "influence", "briefing", "notebooks"}),
        ("notebooks/10_small.ipynb", "6 * 7", "6 * 8", {"notebooks"}),
        ("codings/mira/P01.jsonl", '"code":"money"', '"code":"trust"', ALL - {"tag"}),
        ("codebooks/book.yaml", "[money]", "[money, cash]", ALL),
        ("corpus/cases.csv", "Oak House", "Oak Hall", ALL),
        ("corpus/interviews/P02.txt", "Nobody", "No one", ALL),
        ("study.toml", "seed = 1", "seed = 2", ALL),
    ],
)
def test_one_file_changed_makes_anew_what_depends_on_it(
    built: Path, file: str, old: str, new: str, steps: set[str]
) -> None:
    edit(built / file, old, new)
    report = rebuild(built)
    assert set(report.made) == steps
    assert set(report.left_alone) == ALL - steps
    assert rebuild(built).made == ()


def test_a_file_that_is_no_part_of_the_study_changes_nothing(built: Path) -> None:
    (built / "to do.txt").write_text("Ring Bea.", encoding="utf-8")
    (built / "corpus" / ".DS_Store").write_bytes(b"\0")
    assert rebuild(built).made == ()


@pytest.mark.parametrize(
    ("output", "step"),
    [
        ("tables/crosstab.csv", "compare"),
        ("tables/segments.csv", "tables"),
        ("figures/codes.png", "figures"),
        ("briefing.docx", "briefing"),
        ("notebooks/10_small.html", "notebooks"),
    ],
)
def test_an_output_that_is_gone_or_damaged_is_made_anew(built: Path, made_of: Made, output: str, step: str) -> None:
    before = made_of(built, "notebooks/")
    path = built / "build" / output
    path.unlink()
    assert rebuild(built).made == (step,)
    path.write_bytes(path.read_bytes()[:-7])
    assert rebuild(built).made == (step,)
    assert made_of(built, "notebooks/") == before


def test_without_build_everything_is_made_again_the_same(quiet: Path, made_of: Made) -> None:
    before = made_of(quiet, "notebooks/")
    shutil.rmtree(quiet / "build")
    assert set(rebuild(quiet).made) == ALL
    assert made_of(quiet, "notebooks/") == before


def test_without_its_cache_the_same_is_made(quiet: Path, made_of: Made) -> None:
    before = made_of(quiet, "notebooks/")
    shutil.rmtree(quiet / ".collabstudy")
    report = rebuild(quiet, afresh=True)
    assert set(report.made) == ALL
    assert report.counts == {"documents read": 2, "documents tagged": 2, "documents embedded": 0}
    assert made_of(quiet, "notebooks/") == before


def test_with_a_torn_cache_the_same_is_made(quiet: Path, made_of: Made) -> None:
    before = made_of(quiet, "notebooks/")
    kept = [path for path in (quiet / ".collabstudy").rglob("*") if path.is_file()]
    assert {path.parent.name for path in kept} >= {"transcripts", "tags", "tokens", "caselinks"}
    for path in kept:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] + b"torn")
    report = rebuild(quiet, afresh=True)
    assert report.counts["documents read"] == 2
    assert made_of(quiet, "notebooks/") == before


def test_afresh_makes_everything_and_reads_no_source_twice(quiet: Path) -> None:
    report = rebuild(quiet, afresh=True)
    assert set(report.made) == ALL
    assert report.counts == {"documents read": 0, "documents tagged": 0, "documents embedded": 0}


def test_what_is_no_longer_made_is_taken_away(built: Path, add_notebook: Callable[..., Path]) -> None:
    add_notebook(built, "20_more", "1 + 1")
    rebuild(built)
    page, figure = built / "build/notebooks/20_more.html", built / "build/figures/codes_by_sector.pdf"
    assert page.is_file() and figure.is_file()
    (built / "notebooks/20_more.ipynb").unlink()
    edit(built / "study.toml", 'group_by = "sector"', "")
    rebuild(built)
    assert not page.exists() and not figure.exists()


def test_afresh_takes_away_what_is_no_longer_made_too(quiet: Path) -> None:
    edit(quiet / "study.toml", 'group_by = "sector"', "")
    rebuild(quiet, afresh=True)
    assert not (quiet / "build/figures/codes_by_sector.pdf").exists()


def test_a_manifest_from_elsewhere_takes_nothing_away_outside_of_build(quiet: Path, tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Mine.", encoding="utf-8")
    path = quiet / "build/manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["steps"]["gone"] = {"key": "", "outputs": {"../../diary.txt": "", "../study.toml": "", str(diary): ""}}
    path.write_text(json.dumps(told), encoding="utf-8")
    rebuild(quiet, afresh=True)
    assert diary.read_text(encoding="utf-8") == "Mine."
    assert (quiet / "study.toml").is_file()


@pytest.mark.parametrize(
    "told", ["", "[]", '{"steps": []}', '{"steps": {"tag": 5}}', '{"runs": 1}', '{"unfinished": ""}']
)
def test_a_manifest_that_cannot_be_read_is_none(tmp_path: Path, told: str) -> None:
    (tmp_path / "manifest.json").write_text(told, encoding="utf-8")
    assert read_manifest(tmp_path) == Manifest()


def test_without_a_manifest_everything_is_made_anew(quiet: Path) -> None:
    (quiet / "build/manifest.json").write_text("torn", encoding="utf-8")
    assert set(rebuild(quiet).made) == ALL


def test_what_cannot_be_made_for_now_is_left_out_and_said_why(small: Path) -> None:
    (small / "notebooks/10_small.ipynb").unlink()
    edit(small / "study.toml", "[words]", '[topics]\nmethod = "ward"\nn = 3\n[words]')
    report = rebuild(small)
    assert list(report.left_out) == ["topics"] and set(report.made) == ALL
    assert any(said.startswith("left out: topics, because 3 passages are too few") for said in report.sentences())


def test_a_study_that_asks_for_no_topics_gets_none(small: Path) -> None:
    (small / "notebooks/10_small.ipynb").unlink()
    report = rebuild(small)
    assert report.left_out["topics"].startswith("study.toml has no table [topics]")
    assert not list((small / "build").rglob("topics*"))


def test_a_run_that_failed_is_taken_up_where_it_stopped(built: Path, add_notebook: Callable[..., Path]) -> None:
    edit(built / "corpus/cases.csv", "Oak House", "Oak Hall")
    add_notebook(built, "10_small", "1 / 0")
    earlier = read_manifest(built / "build").run
    with pytest.raises(StudyError, match="ZeroDivisionError"):
        rebuild(built)
    assert read_manifest(built / "build").run == earlier
    drawn = (built / "build/figures/crosstab.png").stat().st_mtime_ns
    add_notebook(built, "10_small", "6 * 7 * 1")
    report = rebuild(built)
    assert set(report.made) == ALL  # since the last run that came to its end
    assert (built / "build/figures/crosstab.png").stat().st_mtime_ns == drawn
    assert "Oak Hall" in (built / "build/tables/cases.csv").read_text(encoding="utf-8")
    assert len(list((built / "build/runs").glob("*.json"))) == 2
    assert rebuild(built).made == ()
