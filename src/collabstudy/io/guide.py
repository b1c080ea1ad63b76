"""corpus/guide.yaml: the interview guide, where a study has one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from collabstudy.errors import SettingsError
from collabstudy.io.yaml_lines import Located, load
from collabstudy.model.guide import Guide, Question

FILE = "corpus/guide.yaml"


def read_guide(folder: Path) -> Guide:
    """Read the guide; a study without one has no questions.

    Raises SettingsError when the file is malformed or a question has no id or stands twice.
    """
    path = folder / FILE
    if not path.is_file():
        return Guide()
    found = load(path, name=FILE)
    questions = found.get("questions") if isinstance(found, Located) else found
    if questions in ("", None) and (not found or "questions" in found):
        return Guide()
    if not isinstance(questions, list):
        raise SettingsError("no list of questions", hint="write `questions:` and under it `- id: q1`", file=FILE)
    return Guide(_unique([_question(item) for item in questions]))


def _question(item: Any) -> Question:
    if not isinstance(item, Located) or not item.get("id"):
        line = item.line if isinstance(item, Located) else None
        raise SettingsError("a question without an id", hint="write `- id: q1`", file=FILE, line=line)
    if not isinstance(item["id"], str) or re.search(r"[\s;,]", item["id"]):
        problem = "the id of a question is one word: documents.csv lists them with spaces between"
        raise SettingsError(problem, hint="write `- id: q1`", file=FILE, line=item.lines["id"])
    codes = item.get("codes") or []
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise SettingsError(
            f"the codes of {item['id']} are no list",
            hint="for example codes: [trust, money]",
            file=FILE,
            line=item.line,
        )
    return Question(item["id"], str(item.get("text", "")), tuple(codes))


def _unique(questions: list[Question]) -> tuple[Question, ...]:
    ids = [question.id for question in questions]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise SettingsError(f"two questions are called {', '.join(twice)}", hint="rename one", file=FILE)
    return tuple(questions)
