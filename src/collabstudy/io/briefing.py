"""The folder briefing/: what people wrote for the briefing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collabstudy.errors import SettingsError

FOLDER = "briefing"
FILE = f"{FOLDER}/briefing.toml"
LARGEST = 50 << 20  # bytes of a Word template
_NUMBER = re.compile(r"^\d+[-_ ]+")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in Markdown; `file` is relative to the study folder, `line` that on which it begins there."""

    name: str
    file: str
    text: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Written:
    """What people wrote: prose for sections, for cases and for codes, by name, and the settings.

    A file is called by its name without a number in front: `10-summary.md` is `summary`. `lines` gives the line of a
    setting in briefing.toml.
    """

    prose: Mapping[str, Prose] = field(default_factory=dict)
    cases: Mapping[str, Prose] = field(default_factory=dict)
    themes: Mapping[str, Prose] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


def read_briefing(folder: Path) -> Written:
    """Read briefing/*.md, briefing/cases/*.md, briefing/themes/*.md and briefing/briefing.toml; all may be missing.

    Raises SettingsError for a file that is not UTF-8 or not TOML, and for two texts of one name.
    """
    settings, lines = _settings(folder / FILE)
    place = folder / FOLDER
    return Written(_prose(place), _prose(place / "cases"), _prose(place / "themes"), settings, lines)


def read_template(folder: Path, name: str) -> bytes:
    """The bytes of a Word template in briefing/ (`name` is its path there).

    Raises SettingsError for a path that leads out of briefing/, a file that is not there, and one that is too large.
    """
    place = (folder / FOLDER).resolve()
    path = (place / name).resolve()
    if not path.is_relative_to(place):
        raise SettingsError(
            f"the template `{name}` is not in {FOLDER}/", hint=f"put it into {FOLDER}/ and give its name", file=FILE
        )
    if not path.is_file():
        there = sorted(found.relative_to(place).as_posix() for found in place.rglob("*.do[ct][xm]"))
        hint = f"there {'is' if len(there) == 1 else 'are'} {', '.join(there)}" if there else f"put it into {FOLDER}/"
        raise SettingsError(f"there is no template `{name}` in {FOLDER}/", hint=hint, file=FILE)
    if path.stat().st_size > LARGEST:
        raise SettingsError(
            f"the template `{name}` has more than {LARGEST >> 20} MB",
            hint="take its pictures out, or make them smaller",
            file=FILE,
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"the template `{name}` cannot be read: {error.strerror}", hint="look at its rights", file=FILE
        ) from None


def _prose(place: Path) -> dict[str, Prose]:
    found: dict[str, Prose] = {}
    for path in sorted(place.glob("*.md")):
        if path.stem.casefold() == "readme":
            continue
        file = path.relative_to(place.parents[1] if place.name != FOLDER else place.parent).as_posix()
        prose = Prose(_NUMBER.sub("", path.stem), file, _text(path, file))
        if prose.name in found:
            raise SettingsError(
                f"`{prose.name}` is written twice, here and in {found[prose.name].file}",
                hint="keep one of them; the number in front of a name does not count",
                file=file,
            )
        found[prose.name] = prose
    return found


def _text(path: Path, file: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError("not UTF-8", hint="save the file as UTF-8", file=file) from None


def _settings(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    if not path.is_file():
        return {}, {}
    text = _text(path, FILE)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise SettingsError(
            f"this is not TOML: {error}",
            hint='text goes in quotes, lists in [ ]; for example sections = ["summary", "themes"]',
            file=FILE,
            line=int(line[1]) if line else None,
        ) from None
    return found, dict(_lines(text))


def _lines(text: str) -> dict[str, int]:
    """The line of each setting, by its dotted name (`quotes.pinned`) and of each table (`quotes`)."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if opened := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = f"{opened[1].strip()}."
            found.setdefault(opened[1].strip(), number)
        elif said := re.match(r"\s*([\w-]+)\s*=", line):
            found.setdefault(table + said[1], number)
    return found
