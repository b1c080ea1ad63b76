"""corpus/documents.csv: which sources the study has, and what is known about each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from collabstudy.io.registered import FILE, as_on_disk, there_or_gone
from collabstudy.io.settings import is_language
from collabstudy.io.tables_in import Row, read_table
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

COLUMNS = ("document", "file", "case", "kind", "date", "title", "speakers", "asked", "consent", "language")
DATES = "2026-05-03, 2026-05 or 2026"
_ID = re.compile(r"[^\s/\\:*?\"<>|.][^/\\:*?\"<>|\x00-\x1f]*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def is_id(name: str) -> bool:
    """Tell whether a document may be called so: its id becomes the name of files.

    >>> is_id("P01"), is_id("Interview 3"), is_id("../P01"), is_id("")
    (True, True, False, False)
    """
    return _ID.fullmatch(name) is not None


def is_date(date: str) -> bool:
    """Tell whether this is a date as we write it: a day, a month or a year.

    >>> is_date("2026-05-03"), is_date("2026"), is_date("3 May"), is_date("2026-13")
    (True, True, False, False)
    """
    return _DATE.fullmatch(date) is not None


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
    lines: dict[str, int] = {}
    table = read_table(folder, FILE, required=COLUMNS[:2], known=COLUMNS, problems=problems)
    problems.extend(_unknown(table.columns))
    for row in table.rows:
        document = reader.document(row)
        if document is None:
            continue
        if document.id in documents:
            reader.say("document-twice", row, f"two documents are called {document.id}", "rename one")
            continue
        documents[document.id] = replace(document, file=as_on_disk(folder / "corpus", document.file))
        lines[document.id] = row.line
    if not table.rows:
        hint = "`collabstudy add FILE… --case ID` brings them in"
        problems.append(Problem("no-documents", "warning", "there are no documents yet", FILE, None, hint))
    problems.extend(there_or_gone(folder / "corpus", documents.values(), lines))
    return tuple(documents.values())


def _unknown(columns: tuple[str, ...]) -> Iterator[Problem]:
    """Columns that nothing reads: a misspelt `consent` must not pass in silence."""
    for column in columns:
        if column in COLUMNS:
            continue
        near = get_close_matches(column.casefold(), COLUMNS, 1, 0.75)
        if near and near[0] not in columns:
            problem = f"the column `{column}` is not read; is it `{near[0]}`?"
            yield Problem("column-unknown", "error", problem, FILE, 1, f"call it {near[0]}, or otherwise")
            continue
        hint = f"for you it may stay; the columns that are read: {', '.join(COLUMNS)}"
        yield Problem("column-unknown", "note", f"the column `{column}` is not read", FILE, 1, hint)


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
        if not is_id(name):
            self.say("document-name", row, "a document needs an id that can be a file name", "for example P01")
            return None
        if not file or PurePosixPath(file).is_absolute() or ".." in re.split(r"[/\\]", file) or ":" in file[:2]:
            self.say(
                "document-path", row, f"the file of {name} is not inside corpus/", "for example interviews/P01.txt"
            )
            return None
        kind = self._kind(row)
        return Document(
            id=name,
            file=file.replace("\\", "/"),
            case=self._case(row, kind),
            kind=kind,
            date=self._date(row),
            title=row["title"],
            speakers=self._speakers(row),
            asked=self._asked(row),
            consent=self._consent(row),
            language=self._language(row),
        )

    def _case(self, row: Row, kind: DocumentKind) -> str | None:
        case = row["case"]
        if case and self.cases is not None and case not in self.cases:
            hint = f"one of {', '.join(sorted(self.cases))}" if self.cases else "add its row there first"
            self.say("case-unknown", row, f"no case {case} in cases.csv", hint)
            return None
        if not case and self.cases and kind == "interview":
            problem = f"{row['document']} is an interview of no case, so it joins no comparison of cases"
            hint = f"one of {', '.join(sorted(self.cases))}; or say that it is an article or a note"
            self.problems.append(Problem("interview-without-case", "warning", problem, FILE, row.line, hint))
        return case or None

    def _kind(self, row: Row) -> DocumentKind:
        kind = row["kind"].casefold() or "interview"
        if kind not in DOCUMENT_KINDS:
            self.say("kind-unknown", row, f"`{kind}` is no kind of document", f"one of {', '.join(DOCUMENT_KINDS)}")
            return "interview"
        return kind

    def _date(self, row: Row) -> str:
        date = row["date"]
        if date and not is_date(date):
            hint = f"write {DATES}; in a spreadsheet, format the column as text, or it rewrites dates"
            self.say("date", row, f"`{date}` is not a date", hint)
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
        consent = row["consent"].casefold() or "role"
        if consent not in CONSENTS:
            self.say(
                "consent-unknown",
                row,
                f"`{consent}` is no consent; taken as no-quotes",
                f"one of {', '.join(CONSENTS)}",
            )
            return "no-quotes"
        return consent

    def _language(self, row: Row) -> str:
        language = row["language"]
        if language and not is_language(language):
            self.say("language", row, f"`{language}` is no language code", "for example en, de or fr")
            return ""
        return language
