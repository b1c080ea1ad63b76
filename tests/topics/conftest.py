"""Small studies made in memory, and one set of passages whose themes are known by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from collabstudy.model.case import Case, CaseLink
from collabstudy.model.codebook import Codebook
from collabstudy.model.coding import Coding
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.guide import Guide
from collabstudy.model.log import Folded
from collabstudy.model.study import Settings, Study, Ways
from collabstudy.topics import Passages, Topics, fit_passages, passages

CASES = {"D1": "anley", "D2": "anley", "D3": "borrowby", "D4": "borrowby", "D5": "cleddon", "D6": "cleddon"}


@dataclass
class Shelves:
    """A cache in memory that counts what is put into it; false while it is empty, as dictionaries are."""

    kept: dict[tuple[str, str], bytes] = field(default_factory=dict)
    puts: int = 0

    def get(self, shelf: str, key: str) -> bytes | None:
        return self.kept.get((shelf, key))

    def __len__(self) -> int:
        return len(self.kept)

    def put(self, shelf: str, key: str, value: bytes) -> None:
        self.puts += 1
        self.kept[shelf, key] = value


def make_study(
    documents: Iterable[Document],
    transcripts: dict[str, Transcript],
    links: Sequence[CaseLink] = (),
    codings: Sequence[Coding] = (),
    settings: Settings | None = None,
) -> Study:
    documents = tuple(documents)
    cases = sorted({document.case for document in documents if document.case})
    ways = Ways(
        transcript=lambda study, document: transcripts[document.id],
        fold=lambda study: Folded(tuple(codings), ()),
        tags=lambda study: (),
        caselinks=lambda study: tuple(links),
        frame=lambda study, table: pytest.fail("topics ask for no frame"),
    )
    return Study(
        Path("study"),
        settings or Settings("Made"),
        tuple(Case(case, case.title()) for case in cases),
        documents,
        Codebook("none", ()),
        Guide(),
        ways,
    )


def interview(texts: Iterable[str]) -> Transcript:
    """Each text is an answer; before each stands a question."""
    canonical, turns = "", []
    for text in texts:
        for label, role, said in (("I", "interviewer", "What else did you do about it?"), ("P", "participant", text)):
            start = len(canonical) + len(label) + 2
            canonical += f"{label}: {said}\n"
            turns.append(Turn(len(turns) + 1, "speech", start, start + len(said), label, role))
    return Transcript(canonical, tuple(turns))


@pytest.fixture(scope="session")
def study_of() -> Callable[..., Study]:
    return make_study


@pytest.fixture(scope="session")
def themes(root: Path) -> list[dict[str, str]]:
    """Rows of document, theme, text; the texts and their themes were written by hand for these tests."""
    with (root / "tests" / "topics" / "four_themes.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def themed(themes: list[dict[str, str]]) -> Study:
    """The themes as six interviews from three places; D6 may not be quoted."""
    texts: dict[str, list[str]] = {}
    for row in themes:
        texts.setdefault(row["document"], []).append(row["text"])
    documents = [
        Document(name, f"{name}.txt", CASES[name], consent="no-quotes" if name == "D6" else "role") for name in texts
    ]
    return make_study(documents, {name: interview(said) for name, said in texts.items()})


@pytest.fixture(scope="session")
def themed_passages(themed: Study) -> Passages:
    return passages(themed, unit="turn")


@pytest.fixture(scope="session")
def fitted(themed_passages: Passages) -> dict[str, Topics]:
    """One fit per method, shared by all tests that only look."""
    return {
        method: fit_passages(themed_passages, method=method, n=4, seed=7, rounds=5)
        for method in ("ward", "hdbscan", "nmf")
    }


@pytest.fixture
def shelves() -> Shelves:
    return Shelves()
