"""Branches of two coders, and of one at two computers, merged by git itself."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from collabstudy.io.kept import kept_text
from collabstudy.io.log import events_of, read_events
from collabstudy.io.logbook import Logbook, open_logbook
from collabstudy.model.checks import Problem
from collabstudy.model.log import Event, Folded, fold
from collabstudy.run.making import new_study

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
TEXT = "Nous avons confiance.\n" * 40


def git(folder: Path, *words: str) -> str:
    """Run git as nobody in particular; a conflict is an error."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false"]
    done = subprocess.run(["git", *who, *words], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(folder: Path, said: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", said)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study as `collabstudy new` makes it, in git, with two codings by mira."""
    folder = tmp_path / "study"
    new_study(folder)
    git(folder, "init", "-qb", "main")
    work(folder, "mira", 1, lambda book, _: code(book, 2))
    commit(folder, "begun")
    return folder


def work(folder: Path, coder: str, seed: int, do: Callable[[Logbook, random.Random], None]) -> None:
    with open_logbook(folder, coder, "P01") as book:
        do(book, random.Random(seed))


def code(book: Logbook, count: int) -> None:
    for number in range(count):
        place = {"start": number, "end": number + 4, "quote": TEXT[number : number + 4]}
        book.write("add", code="trust", text=book.keep(TEXT), **place)


def everything(book: Logbook, luck: random.Random) -> None:
    """Thirty things of all kinds."""
    for number in range(30):
        standing = book.folded.codings
        doing = luck.choice(["add", "recode", "memo", "remove", "undo", "redo", "done"]) if standing else "add"
        coding = luck.choice(standing).id if standing else ""
        if doing == "add":
            code(book, 1)
        elif doing == "recode":
            book.write("recode", coding=coding, code=f"code{number}")
        elif doing == "memo":
            book.write("memo", coding=coding, memo=f"memo {number}")
        elif doing == "remove":
            book.write("remove", coding=coding)
        elif doing == "done":
            book.write("done", text="t")
        elif doing == "undo":
            book.undo()
        else:
            book.redo()


def branch(folder: Path, name: str, coder: str, seed: int) -> list[Event]:
    git(folder, "checkout", "-qb", name, "main")
    work(folder, coder, seed, everything)
    commit(folder, name)
    return list(read_events(folder, []))


def merged(folder: Path, first: str, second: str) -> Folded:
    git(folder, "checkout", "-q", first)
    git(folder, "merge", "-q", "--no-edit", second)
    problems: list[Problem] = []
    folded = fold(read_events(folder, problems))
    assert problems == []
    return folded


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("other", ["jonas", "mira"])
def test_two_branches_merge_without_conflict_into_the_codings_of_both(study: Path, other: str, seed: int) -> None:
    ours = branch(study, "ours", "mira", seed)
    theirs = branch(study, "theirs", other, seed + 100)
    assert len({event.id for event in ours} ^ {event.id for event in theirs}) > 20
    both = fold([*ours, *theirs])
    assert both != fold(ours)
    git(study, "branch", "from-the-other-side", "theirs")
    git(study, "branch", "ours-alone", "ours")
    assert merged(study, "ours", "theirs") == both
    assert merged(study, "from-the-other-side", "ours-alone") == both


def test_branches_that_both_begin_a_log_merge_too(study: Path) -> None:
    for name in ("left", "right"):
        git(study, "checkout", "-qb", name, "main")
        with open_logbook(study, "mira", "P02") as book:
            code(book, 3)
        commit(study, name)
    merged(study, "left", "right")
    assert len(fold(events_of(study, "mira", "P02", [])).codings) == 6


def test_after_a_merge_undo_goes_on_and_the_logbook_that_was_open_has_all_lines(study: Path) -> None:
    branch(study, "theirs", "mira", 7)
    git(study, "checkout", "-q", "main")
    with open_logbook(study, "mira", "P01") as book:
        code(book, 1)
        commit(study, "one more")
        git(study, "merge", "-q", "--no-edit", "theirs")
        before = len(book.events)
        book.write("done", text="t")
        assert len(book.events) == before + 1
        book.undo()
    assert len({event.id for event in read_events(study, [])}) == before + 2
    assert git(study, "diff", "--numstat").split()[:2] == ["2", "0"]


def test_kept_texts_come_through_git_as_they_were(study: Path) -> None:
    with open_logbook(study, "mira", "P02") as book:
        name = book.keep("one\rtwo\n\ufeffthree\x0c\x85 " + TEXT)
    commit(study, "text")
    shutil.rmtree(study / "codings")
    git(study, "checkout", "-q", "--", "codings")
    assert kept_text(study, name) is not None
