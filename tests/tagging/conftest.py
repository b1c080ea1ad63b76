"""Small studies, written to disk and read like any other."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from collabstudy.model.study import Study
from collabstudy.run.opening import read_study

WriteStudy = Callable[..., Study]
HEAD = "document,file,case,kind,date,title,speakers,asked,consent,language"


@pytest.fixture
def write_study(tmp_path: Path) -> WriteStudy:
    """Write a study folder and open it; called again, it writes what has changed and opens the folder anew."""

    def write(
        texts: Mapping[str, str],
        codes: Sequence[Mapping[str, object]] = (),
        *,
        cases: str = "case,name,aliases\nhere,Here,\n",
        rows: Mapping[str, str] | None = None,
        speakers: str = "I=interviewer;P=Manager",
        kind: str = "interview",
        language: str = "en",
    ) -> Study:
        folder = tmp_path / "study"
        (folder / "corpus").mkdir(parents=True, exist_ok=True)
        (folder / "codebooks").mkdir(exist_ok=True)
        (folder / "study.toml").write_text(
            f'title = "Small"\nlanguage = "{language}"\ncodebook = "codebooks/book.yaml"\n', encoding="utf-8"
        )
        (folder / "corpus" / "cases.csv").write_text(cases, encoding="utf-8")
        case = "here" if kind == "interview" else ""
        lines = [HEAD]
        for document, text in texts.items():
            (folder / "corpus" / f"{document}.txt").write_text(text, encoding="utf-8")
            row = f"{document},{document}.txt,{case},{kind},2025-01-01,,{speakers},,role,{language}"
            lines.append((rows or {}).get(document, row))
        (folder / "corpus" / "documents.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        book = {"name": "Book", "codes": [*codes] or [{"id": "none", "definition": "Nothing."}]}
        (folder / "codebooks" / "book.yaml").write_text(json.dumps(book), encoding="utf-8")  # JSON is YAML too
        return read_study(folder)

    return write
