"""corpus/names.csv: which names that are said in the texts are shown nowhere, where a study has such a list."""

from __future__ import annotations

from pathlib import Path

from collabstudy.io.tables_in import Row, read_table
from collabstudy.model.checks import Problem
from collabstudy.model.names import Pseudonym

FILE = "corpus/names.csv"
COLUMNS = ("name", "instead", "kind")
PUBLIC = "public"
KINDS = ("person", "place", "organisation", PUBLIC)


def read_names(folder: Path, problems: list[Problem]) -> tuple[Pseudonym, ...]:
    """Read the list; a study without one has none. Where nothing stands instead, it is `name` or the kind.

    A name of kind `public` may be told: it is never replaced.

    Raises SettingsError when the file is malformed; rows that are wrong go to `problems`; a name of an unknown kind is
    replaced all the same.
    """
    if not (folder / FILE).is_file():
        return ()
    names: dict[str, Pseudonym] = {}
    for row in read_table(folder, FILE, required=COLUMNS[:1], known=COLUMNS, problems=problems).rows:
        name, kind = " ".join(row["name"].split()), row["kind"].casefold()
        wrong = _wrong(row, name, kind, names)
        if wrong is not None:
            problems.append(wrong)
            if wrong.code != "name-kind":
                continue
            kind = ""  # whatever it is, somebody did not want it told
        instead = " ".join(row["instead"].replace("[", " ").replace("]", " ").split())
        names[name] = Pseudonym(name, "" if kind == PUBLIC else instead or _of_kind(kind), person=kind == "person")
    return tuple(names.values())


def _of_kind(kind: str) -> str:
    return kind if kind and kind != "person" else "name"


def _wrong(row: Row, name: str, kind: str, names: dict[str, Pseudonym]) -> Problem | None:
    if not any(map(str.isalnum, name)):
        hint = "write the name as it is said, or take the row out"
        return Problem("name-missing", "error", "a row without a name", FILE, row.line, hint)
    if kind and kind not in KINDS:
        hint = f"one of {', '.join(KINDS)}, or nothing"
        return Problem("name-kind", "error", f"`{row['kind']}` is no kind of name", FILE, row.line, hint)
    if name in names:
        hint = "take one of the rows out"
        return Problem("name-twice", "error", "this name stands here a second time", FILE, row.line, hint)
    return None
