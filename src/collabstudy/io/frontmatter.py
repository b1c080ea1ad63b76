"""The lines between two `---` at the top of a Markdown or Jekyll file: title, date and language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

_FENCED = re.compile(r"\s*---[ \t]*\n(?P<inside>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands there, and where the text begins below it."""

    end: int = 0
    title: str | None = None
    date: str | None = None
    language: str | None = None


def front_matter(text: str) -> FrontMatter:
    r"""The front matter of a text; an empty one where there is none.

    >>> front_matter("---\ntitle: Sharing power\ndate: 2016-04-26 10:00\n---\nText.")
    FrontMatter(end=52, title='Sharing power', date='2016-04-26', language=None)
    """
    found = _FENCED.match(text)
    if not found or not found["inside"]:
        return FrontMatter()
    values = _values(found["inside"])
    if not values:
        return FrontMatter()
    day = _ISO.match(str(values.get("date") or ""))
    return FrontMatter(
        found.end(),
        _words(values.get("title")),
        day[0] if day else None,
        _words(values.get("language") or values.get("lang")),
    )


def _values(inside: str) -> dict[str, Any]:
    """The values as YAML says, or line by line where it is not quite YAML (a colon in an unquoted excerpt)."""
    import yaml

    try:
        values = yaml.safe_load(inside)
    except (yaml.YAMLError, ValueError):
        values = None
    if isinstance(values, dict):
        return values
    pairs = re.findall(r"^([A-Za-z]\w*):[ \t]*(.*?)[ \t]*$", inside, re.MULTILINE)
    return {name: value.strip("\"'“”") for name, value in pairs}


def _words(value: object) -> str | None:
    return " ".join(unescape(str(value)).split()) or None if value is not None else None
