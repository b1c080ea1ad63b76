"""A thousand interviews, and one more: how much is read, tagged and embedded is counted, not timed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from collabstudy.run.build import Report, rebuild

MANY = 1000
THINGS = "bread boats benches kettles roofs ledgers minutes gardens bells keys windows tickets".split()
DOINGS = "mended lent painted counted carried opened borrowed sold shared measured".split()
HEAD = "document,file,case,kind,speakers\n"


def talk(number: int) -> str:
    """A tiny interview, unlike the others."""
    chance = random.Random(number)
    told = " ".join(f"we {chance.choice(DOINGS)} {chance.choice(THINGS)} number {chance.randint(1, 999)}" for _ in "ab")
    return f"I: What happened, number {number}?\n\nP: Well, {told}, and I trust them all.\n"


def row(number: int) -> str:
    return (
        f"D{number:04},interviews/D{number:04}.txt,{'elm' if number % 2 else 'oak'},interview,I=interviewer;P=Clerk\n"
    )


def arrives(folder: Path, number: int) -> None:
    (folder / f"corpus/interviews/D{number:04}.txt").write_text(talk(number), encoding="utf-8")
    with (folder / "corpus/documents.csv").open("a", encoding="utf-8") as file:
        file.write(row(number))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Report]]:
    """The study after a thousand interviews, after one more, after one was corrected, and after a code was edited."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "corpus/interviews").mkdir(parents=True)
    (folder / "codebooks").mkdir()
    settings = 'title = "Many"\ncodebook = "codebooks/b.yaml"\nevidence = ["rules"]\nseed = 1\n'
    settings += '[topics]\nmethod = "ward"\nn = 5\nrounds = 0\n'
    (folder / "study.toml").write_text(settings, encoding="utf-8")
    (folder / "corpus/cases.csv").write_text("case,name,aliases\nelm,Elm Council,\noak,Oak House,\n", encoding="utf-8")
    book = "name: b\ncodes:\n  - {id: trust, name: Trust, definition: Relying on others., terms: [trust*]}\n"
    (folder / "codebooks/b.yaml").write_text(book, encoding="utf-8")
    (folder / "corpus/documents.csv").write_text(HEAD, encoding="utf-8")
    for number in range(MANY):
        arrives(folder, number)
    reports = [rebuild(folder)]
    arrives(folder, MANY)
    reports.append(rebuild(folder))
    path = folder / "corpus/interviews/D0007.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Well", "Oh"), encoding="utf-8")
    reports.append(rebuild(folder))
    (folder / "codebooks/b.yaml").write_text(book.replace("trust*", "rely*"), encoding="utf-8")
    reports.append(rebuild(folder))
    return folder, reports


def test_the_first_run_reads_tags_and_embeds_every_interview(grown: tuple[Path, list[Report]]) -> None:
    first = grown[1][0]
    assert {"tag", "topics", "compare", "briefing"} <= set(first.made) and not first.left_out
    assert first.counts == {"documents read": MANY, "documents tagged": MANY, "documents embedded": MANY}


def test_one_more_interview_is_the_only_one_read_tagged_and_embedded(grown: tuple[Path, list[Report]]) -> None:
    second = grown[1][1]
    assert {"tag", "topics", "compare", "briefing"} <= set(second.made)
    assert second.counts == {"documents read": 1, "documents tagged": 1, "documents embedded": 1}
    assert "work: 1 document read, 1 document tagged, 1 document embedded" in second.sentences()


def test_the_new_interview_is_in_what_was_made(grown: tuple[Path, list[Report]]) -> None:
    assert "\nD1000," in (grown[0] / "build/tables/documents.csv").read_text(encoding="utf-8")


def test_a_corrected_interview_is_the_only_one_done_again(grown: tuple[Path, list[Report]]) -> None:
    assert grown[1][2].counts == {"documents read": 1, "documents tagged": 1, "documents embedded": 1}


def test_an_edited_code_reads_no_source(grown: tuple[Path, list[Report]]) -> None:
    edited = grown[1][3]
    assert "topics" in edited.left_alone and "tag" in edited.made
    assert edited.counts == {"documents read": 0, "documents tagged": MANY + 1, "documents embedded": 0}
