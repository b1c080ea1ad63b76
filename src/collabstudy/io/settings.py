"""study.toml: what a study is called and what its numbers depend on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from collabstudy.errors import SettingsError
from collabstudy.model.coding import ORIGINS
from collabstudy.model.study import Settings

FILE = "study.toml"
UNITS = ("character", "sentence", "turn", "coding", "document", "case")


def read_settings(folder: Path) -> Settings:
    """Read study.toml.

    Raises:
        SettingsError: no such file, not TOML, or a value that is not one of those allowed; with the line.
    """
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
    return _settings(found, text)


def _settings(found: dict[str, Any], text: str) -> Settings:
    reader = _Reader(found, text)
    evidence = reader.texts("evidence", ("person",))
    for origin in evidence:
        if origin not in ORIGINS:
            raise reader.wrong("evidence", f"`{origin}` is no kind of evidence", f"one of {', '.join(ORIGINS)}")
    unit = reader.text("unit", "turn")
    if unit not in UNITS:
        raise reader.wrong("unit", f"`{unit}` is no unit", f"one of {', '.join(UNITS)}")
    seed = found.get("seed", 0)
    if not isinstance(seed, int) or isinstance(seed, bool) or seed < 0:
        raise reader.wrong("seed", "the seed is not a whole number from 0", "for example seed = 7")
    if not reader.text("title"):
        raise SettingsError("the study has no title", hint='write title = "…"', file=FILE)
    known = {"title", "subtitle", "language", "unit", "evidence", "coders", "codebook", "seed", "invented"}
    return Settings(
        title=reader.text("title"),
        subtitle=reader.text("subtitle"),
        language=reader.text("language", "en"),
        unit=unit,
        evidence=evidence,
        coders=reader.texts("coders"),
        codebooks=reader.texts("codebook"),
        seed=seed,
        invented=reader.text("invented"),
        rest={name: value for name, value in found.items() if name not in known},
    )


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
        line = next((n for n, said in enumerate(self.lines, 1) if re.match(rf"\s*{name}\s*=", said)), None)
        return SettingsError(problem, hint=hint, file=FILE, line=line)
