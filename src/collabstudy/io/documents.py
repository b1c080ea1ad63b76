"""corpus/documents.csv: which sources the study has, and what is known about each."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from collabstudy.io.tables_in import Row, read_rows
from collabstudy.model.case import Case
from collabstudy.model.checks import Problem
from collabstudy.model.document import (
    CONSENTS,
    DOCUMENT_KINDS,
    INTERVIEWER,
    Consent,
    Document,
    DocumentKind,
)
from collabstudy.model.guide import Guide

FILE = "corpus/documents.csv"
COLUMNS = ("document", "file", "case", "kind", "date", "title", "speakers", "asked", "consent", "language")
_ID = re.compile(r"[^\s/\\:*?\"<>|.][^/\\:*?\"<>|\x00-\x1f]*")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def read_documents(
    folder: Path, cases: tuple[Case, ...] | None, guide: Guide | None, problems: list[Problem]
) -> tuple[Document, ...]:
    """Read the register of sources; where cases or guide could not be read, ids of theirs are taken as they stand.

    Raises SettingsError when the file is missing or malformed; rows that are wrong go to `problems`.
    """
    reader = _Register(
        None if cases is None else {case.id for case in cases},
        None if guide is None else {question.id for question in guide.questions},
        problems,
    )
    documents: dict[str, Document] = {}
    for row in read_rows(folder, FILE, required=("document", "file")):
        document = reader.document(row)
        if document is None:
            continue
        if document.id in documents:
            reader.say("document-twice", row, f"two documents are called {document.id}", "rename one")
            continue
        if not (folder / "corpus" / document.file).is_file():
            reader.say(
                "document-gone",
                row,
                f"{document.id} is registered, but corpus/{document.file} is not there",
                "put the file back, correct its name, or take the row out",
            )
        documents[document.id] = document
    return tuple(documents.values())


class _Register:
    """Reads rows against the cases and questions there are."""

    def __init__(self, cases: set[str] | None, questions: set[str] | None, problems: list[Problem]) -> None:
        self.cases = cases
        self.questions = questions
        self.problems = problems

    def say(self, code: str, row: Row, problem: str, hint: str) -> None:
        self.problems.append(Problem(code, "error", problem, FILE, row.line, hint))

    def document(self, row: Row) -> Document | None:
        name, file = row["document"], row["file"]
        if not _ID.fullmatch(name):
            self.say("document-name", row, "a document needs an id that can be a file name", "for example P01")
            return None
        if not file or PurePosixPath(file).is_absolute() or ".." in re.split(r"[/\\]", file) or ":" in file[:2]:
            self.say(
                "document-path", row, f"the file of {name} is not inside corpus/", "for example interviews/P01.txt"
            )
            return None
        return Document(
            id=name,
            file=file.replace("\\", "/"),
            case=self._case(row),
            kind=self._kind(row),
            date=self._date(row),
            title=row["title"],
            speakers=self._speakers(row),
            asked=self._asked(row),
            consent=self._consent(row),
            language=row["language"],
        )

    def _case(self, row: Row) -> str | None:
        case = row["case"]
        if case and self.cases is not None and case not in self.cases:
            self.say("case-unknown", row, f"no case {case} in cases.csv", f"one of {', '.join(sorted(self.cases))}")
            return None
        return case or None

    def _kind(self, row: Row) -> DocumentKind:
        kind = row["kind"] or "interview"
        if kind not in DOCUMENT_KINDS:
            self.say("kind-unknown", row, f"`{kind}` is no kind of document", f"one of {', '.join(DOCUMENT_KINDS)}")
            return "interview"
        return kind

    def _date(self, row: Row) -> str:
        date = row["date"]
        if date and not _DATE.fullmatch(date):
            self.say("date", row, f"`{date}` is not a date", "write 2026-05-03, 2026-05 or 2026")
            return ""
        return date

    def _speakers(self, row: Row) -> dict[str, str]:
        speakers: dict[str, str] = {}
        for pair in row.items("speakers"):
            label, equals, role = (part.strip() for part in pair.partition("="))
            if not equals or not label or not role:
                self.say("speakers", row, "speakers are given as label=role", f"for example I={INTERVIEWER};P=Director")
                continue
            speakers[label] = INTERVIEWER if role.casefold() == INTERVIEWER else role
        return speakers

    def _asked(self, row: Row) -> frozenset[str] | None:
        asked = [part for part in re.split(r"[\s;,]+", row["asked"]) if part]
        for question in asked:
            if self.questions is not None and question not in self.questions:
                known = ", ".join(sorted(self.questions)) or "none: there is no guide"
                self.say("question-unknown", row, f"the guide has no question {question}", f"questions: {known}")
        return frozenset(asked) if asked else None

    def _consent(self, row: Row) -> Consent:
        consent = row["consent"] or "role"
        if consent not in CONSENTS:
            self.say(
                "consent-unknown",
                row,
                f"`{consent}` is no consent; taken as no-quotes",
                f"one of {', '.join(CONSENTS)}",
            )
            return "no-quotes"
        return consent
