"""study.toml: what a study is called and what its numbers depend on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from collabstudy.errors import SettingsError
from collabstudy.model.checks import Problem
from collabstudy.model.coding import ORIGINS
from collabstudy.model.study import Settings

FILE = "study.toml"
UNITS = ("turn", "sentence", "coding", "document")
KEYS = ("title", "subtitle", "language", "unit", "evidence", "coders", "codebook", "seed", "invented")
TABLES = ("words", "topics", "cases", "findings", "compare")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def is_language(told: str) -> bool:
    """Tell whether this looks like the code of a language.

    >>> is_language("en"), is_language("pt-BR"), is_language("english")
    (True, True, False)
    """
    return _LANGUAGE.fullmatch(told) is not None


def read_settings(folder: Path, problems: list[Problem] | None = None) -> Settings:
    """Read study.toml; names in it that nothing reads go to `problems`.

    Raises:
        SettingsError: no such file, not TOML, or a value that is not one of those allowed; with the line.
    """
    reader = _read(folder)
    if problems is not None:
        problems.extend(reader.unknown())
    return _settings(reader)


def wrong_values(folder: Path) -> tuple[SettingsError, ...]:
    """Every value of study.toml that is not one of those allowed, in the order of lines.

    Raises SettingsError when there is no such file, or it is not TOML.
    """
    reader = _read(folder)
    found = []
    for check in _CHECKS:
        try:
            check(reader)
        except SettingsError as error:
            found.append(error)
    return tuple(sorted(found, key=lambda error: error.line or 0))


def _read(folder: Path) -> _Reader:
    path = folder / FILE
    if not path.is_file():
        raise SettingsError(
            "there is no study here: no study.toml",
            hint="go to the study's folder, or make one with `collabstudy new FOLDER`",
            file=str(path),
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = tomllib.loads(text)
    except UnicodeDecodeError:
        raise SettingsError("not UTF-8", hint="save the file as UTF-8", file=FILE) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise SettingsError(
            f"this is not TOML: {error}",
            hint='text goes in quotes, lists in [ ]; for example title = "Working together"',
            file=FILE,
            line=int(line[1]) if line else None,
        ) from None
    return _Reader(found, text)


def _settings(reader: _Reader) -> Settings:
    for check in _CHECKS:
        check(reader)
    return Settings(
        title=reader.text("title"),
        subtitle=reader.text("subtitle"),
        language=reader.text("language", "en"),
        unit=reader.text("unit", "turn"),
        evidence=reader.texts("evidence", ("person",)),
        coders=reader.texts("coders"),
        codebooks=reader.texts("codebook"),
        seed=reader.found.get("seed", 0),
        invented=reader.text("invented"),
        rest={name: value for name, value in reader.found.items() if name not in KEYS},
    )


def _evidence(reader: _Reader) -> None:
    evidence = reader.texts("evidence", ("person",))
    if not evidence:
        raise reader.wrong("evidence", "nobody's codings count as evidence", 'for example evidence = ["person"]')
    for origin in evidence:
        if origin not in ORIGINS:
            raise reader.wrong("evidence", f"`{origin}` is no kind of evidence", f"one of {', '.join(ORIGINS)}")


def _unit(reader: _Reader) -> None:
    unit = reader.text("unit", "turn")
    if unit not in UNITS:
        raise reader.wrong("unit", f"`{unit}` is no unit", f"one of {', '.join(UNITS)}")


def _language(reader: _Reader) -> None:
    language = reader.text("language", "en")
    if not is_language(language):
        raise reader.wrong("language", f"`{language}` is no language code", "for example en, de or fr")


def _tables(reader: _Reader) -> None:
    for table in TABLES:
        if not isinstance(reader.found.get(table, {}), dict):
            raise reader.wrong(table, f"`{table}` is no table", f"write [{table}] on a line of its own")


def _seed(reader: _Reader) -> None:
    seed = reader.found.get("seed", 0)
    if not isinstance(seed, int) or isinstance(seed, bool) or seed < 0:
        raise reader.wrong("seed", "the seed is not a whole number from 0", "for example seed = 7")


def _title(reader: _Reader) -> None:
    if not reader.text("title"):
        raise SettingsError("the study has no title", hint='write title = "…"', file=FILE)


def _other_texts(reader: _Reader) -> None:
    for name in ("subtitle", "invented"):
        reader.text(name)
    for name in ("coders", "codebook"):
        reader.texts(name)


_CHECKS = (_evidence, _unit, _language, _tables, _seed, _title, _other_texts)


class _Reader:
    """Typed values of study.toml, with the line in the error."""

    def __init__(self, found: dict[str, Any], text: str) -> None:
        self.found = found
        self.lines = text.splitlines()

    def text(self, name: str, default: str = "") -> str:
        value = self.found.get(name, default)
        if not isinstance(value, str):
            raise self.wrong(name, f"`{name}` is not text", f'for example {name} = "…"')
        return value

    def texts(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = self.found.get(name, list(default))
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(name, f"`{name}` is not a list of texts", f'for example {name} = ["…", "…"]')
        return tuple(value)

    def wrong(self, name: str, problem: str, hint: str) -> SettingsError:
        return SettingsError(problem, hint=hint, file=FILE, line=self.line(name))

    def line(self, name: str) -> int | None:
        here = re.compile(rf"\s*(?:\[{re.escape(name)}\]|[\"']?{re.escape(name)}[\"']?\s*=)")
        return next((n for n, said in enumerate(self.lines, 1) if here.match(said)), None)

    def unknown(self) -> Iterator[Problem]:
        """A misspelt name would be a choice that is not made, in silence."""
        for name in self.found:
            if name in KEYS or name in TABLES:
                continue
            near = get_close_matches(name.casefold(), (*KEYS, *TABLES), 1, 0.7)
            hint = f"is it `{near[0]}`?" if near else f"what is read: {', '.join((*KEYS, *TABLES))}"
            yield Problem("setting-unknown", "warning", f"`{name}` is not read", FILE, self.line(name), hint)
