"""The demo study's notebooks, run once for all tests that read their pages."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml.html import document_fromstring, tostring

from collabstudy import read_study
from collabstudy.model.consent import is_interviewer
from collabstudy.run.notebooks import page

IN_A_ROW = 6  # words that two people do not say by chance
Runs = set[tuple[str, ...]]


@pytest.fixture(scope="session")
def pages(demo_study_folder: Path) -> dict[str, str]:
    """The page of each notebook of the demo study, by its name."""
    return pages_of(sorted((demo_study_folder / "notebooks").glob("*.ipynb")))


@pytest.fixture(scope="session")
def hushed(pages: dict[str, str], demo_study_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo study, but only P10 may be quoted of all interviews, and that without role and place.

    So its words can hide among those of nine other places, and may be shown.
    """
    assert pages  # what they left in the cache saves time here
    folder = shutil.copytree(demo_study_folder, tmp_path_factory.mktemp("hushed") / "study")
    table = folder / "corpus" / "documents.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        if row["kind"] == "interview":
            row["consent"] = "anonymous" if row["document"] == "P10" else "no-quotes"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.fixture(scope="session")
def hushed_pages(hushed: Path) -> dict[str, str]:
    """The pages of that study, but for the one of its topics."""
    return pages_of([hushed / "notebooks" / f"{name}.ipynb" for name in ("20_coding", "40_comparison", "50_briefing")])


def pages_of(notebooks: list[Path]) -> dict[str, str]:
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(page, notebooks))
    return {path.stem: html.decode() for path, html in zip(notebooks, made, strict=True)}


@pytest.fixture(scope="session")
def asked() -> Callable[[str], list[str]]:
    """What a page would ask of others: addresses elsewhere, and what loads a file even from beside it."""

    def found(page: str) -> list[str]:
        tree = document_fromstring(page)
        addresses = (str(value) for element in tree.iter() for value in element.attrib.values())
        styles = (style.text or "" for style in tree.iter("style"))
        loads = (tostring(e, encoding="unicode")[:80] for e in tree.xpath("//link | //iframe | //script[@src]"))
        elsewhere = (address for address in addresses if address.startswith(("http", "//")))
        return [*elsewhere, *loads, *(style for style in styles if "url(" in style or "@import" in style)]

    return found


@pytest.fixture(scope="session")
def runs() -> Callable[[str], Runs]:
    """All runs of six words in a text, without their punctuation."""

    def found(text: str) -> Runs:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[at : at + IN_A_ROW]) for at in range(len(words) - IN_A_ROW + 1)}

    return found


@pytest.fixture(scope="session")
def only_in(demo_study_folder: Path, runs: Callable[[str], Runs]) -> Callable[[str], Runs]:
    """The runs of words that somebody says in an interview and that stand in no other document."""
    study = read_study(demo_study_folder)

    def found(document: str) -> Runs:
        own = study.transcript(document)
        said = "\n".join(own.said(turn) for turn in own.turns if not is_interviewer(turn))
        others = (study.transcript(other.id).text for other in study.documents if other.id != document)
        return runs(said).difference(*map(runs, others))

    return found
