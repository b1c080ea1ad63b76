"""A new study: what is in it, and that it works whole from the first day on."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml.html import document_fromstring

from collabstudy import read_study
from collabstudy.run.build import rebuild
from collabstudy.run.check import check
from collabstudy.run.making import new_study

Typed = Callable[..., "subprocess.CompletedProcess[str]"]
NOTEBOOKS = ["10_corpus", "20_coding", "30_topics", "40_comparison", "50_briefing"]
TALK = """I: Whom do you trust?

Ann: The neighbours, mostly. {}

I: And the money?

Ann: There was no money at all.
"""


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    new_study(tmp_path / "fresh")
    return tmp_path / "fresh"


def told(page: Path) -> str:
    return document_fromstring(page.read_text(encoding="utf-8")).body.text_content()


def test_the_notebooks_are_those_of_the_demo_and_speak_of_no_study(fresh: Path, root: Path) -> None:
    assert sorted(path.stem for path in (fresh / "notebooks").iterdir()) == NOTEBOOKS
    demo = read_study(root)
    words = {name for case in demo.cases for name in (case.id, case.name, *case.aliases, *case.attributes)}
    words |= {
        f'"{name}"' for name in (*(d.id for d in demo.documents), *demo.settings.coders, *(c.id for c in demo.codebook))
    }
    words -= {"place", "staff"}
    assert {"Carrowby", "sector", '"P03"', '"mira"', '"scepticism"'} <= words
    for path in (fresh / "notebooks").iterdir():
        text = path.read_text(encoding="utf-8").replace('\\"', '"')
        assert path.read_bytes() == (root / "notebooks" / path.name).read_bytes()
        assert [word for word in words if word in text] == []


def test_nothing_in_it_is_wrong_but_that_it_is_empty(fresh: Path) -> None:
    assert {(p.code, p.severity) for p in check(fresh)} == {
        ("no-codes", "warning"),
        ("no-cases", "warning"),
        ("no-documents", "warning"),
    }


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_keeps_what_people_wrote_and_both_coders_lines(fresh: Path) -> None:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=fresh, check=True, capture_output=True, text=True).stdout

    git("init", "--quiet")
    names = ("codings/mira/P01.jsonl", "codings/texts/1a.txt", "corpus/interviews/a.docx", "corpus/articles/b.txt")
    attributes = set(git("check-attr", "merge", "text", "--", *names, "study.toml").splitlines())
    assert attributes == {
        "codings/mira/P01.jsonl: merge: union",
        "codings/mira/P01.jsonl: text: set",
        "codings/texts/1a.txt: merge: unspecified",
        "codings/texts/1a.txt: text: unset",
        "corpus/interviews/a.docx: merge: unspecified",
        "corpus/interviews/a.docx: text: unset",
        "corpus/articles/b.txt: merge: unspecified",
        "corpus/articles/b.txt: text: unset",
        "study.toml: merge: unspecified",
        "study.toml: text: unspecified",
    }
    for made in ("build/briefing.html", ".collabstudy/x", "notebooks/.ipynb_checkpoints/10.ipynb"):
        (fresh / made).parent.mkdir(parents=True, exist_ok=True)
        (fresh / made).write_text("made", encoding="utf-8")
    git("add", ".")
    kept = set(git("ls-files").split())
    assert {"study.toml", ".gitignore", ".gitattributes", "notebooks/20_coding.ipynb", "corpus/cases.csv"} <= kept
    assert not any(name.startswith(("build", ".collabstudy")) or "checkpoints" in name for name in kept)


def test_an_empty_study_runs_and_each_page_says_what_is_missing(fresh: Path) -> None:
    report = rebuild(fresh)
    assert set(report.left_out) == {"topics"}
    pages = {name: told(fresh / f"build/notebooks/{name}.html") for name in NOTEBOOKS}
    for name, page in pages.items():
        assert "no cases yet, no documents yet, no codes yet" in page, name
    assert "corpus/documents.csv: there are no documents yet" in pages["10_corpus"]
    assert "There are no topics: 0 passages are too few" in pages["30_topics"]


def test_two_interviews_make_a_whole_run(fresh: Path, tmp_path: Path, typed: Typed) -> None:
    with (fresh / "corpus/cases.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["elm", "Elm Council", "Elm"], ["oak", "Oak House", ""]])
    book = "name: B\ncodes:\n  - {id: trust, name: Trust, definition: Relying., terms: [trust*]}\n"
    (fresh / "codebooks/codebook.yaml").write_text(book, encoding="utf-8")
    for name, case in (("one", "elm"), ("two", "oak")):
        (tmp_path / f"{name}.txt").write_text(TALK.format(f"We trust {name}."), encoding="utf-8")
        added = typed("add", tmp_path / f"{name}.txt", "--case", case, folder=fresh)
        assert added.returncode == 0, added.stderr
    assert [p for p in check(fresh) if p.severity == "error"] == []
    run = typed("run", folder=fresh)
    assert run.returncode == 0, run.stderr
    assert "2 documents tagged" in run.stdout
    assert (fresh / "build/briefing.html").is_file()
    assert (fresh / "build/briefing.docx").is_file()
    for name in NOTEBOOKS:
        assert "2 cases, 2 documents, 1 code>" in told(fresh / f"build/notebooks/{name}.html"), name
    assert "We trust one." in told(fresh / "build/notebooks/20_coding.html")
