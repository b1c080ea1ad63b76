"""A summary as a file: what it rests on between two lines of dashes, below them the text.

    ---
    meaning: 7d1f0c0a9b8e6d5c
    cites: [c-77e361411c90]
    codings:
      c-77e361411c90: P03, turn 12, mira, words 5be1f0aa
      c-7c64cd29b17f: P04, turn 3, mira, words 0c83f2d1
    ---
    Trust is told as work: turning up at the same hour for a year.

`codings` are those that were in the cell when the text was last held against them, `cites` those that it leans on most.
A person may type ids alone, as a list, or no head at all; other lines in the head are kept as they are.
"""

from __future__ import annotations

import json
import re
from typing import Any

from collabstudy.errors import SettingsError
from collabstudy.io.yaml_lines import Located, loads
from collabstudy.model.summary import Seen, Summary, tidy

_HEAD = re.compile(r"---[ \t]*\n(?:(?P<inside>.*?)\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_PLACE = re.compile(
    r"(?P<document>[^,]+?)(?:, turn (?P<turn>\d+))?, (?P<coder>[^,]+?)(?:, words (?P<words>[0-9a-f]{8}))?"
)
_KEY = re.compile(r"(?P<key>[^\s#:][^:]*?)\s*:(?:\s|\Z)")
_OURS = ("meaning", "by", "cites", "codings")
_SIMPLE = re.compile(r"\w[\w.-]*(?:, [\w.-]+(?: [\w.-]+)*)*")
_NO_WORDS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")


def parsed(raw: str, *, case: str, code: str, file: str = "") -> Summary:
    r"""What a file says; a head that cannot be understood is told in `wrong`, and the text is kept all the same.

    >>> parsed("---\ncites: [c-1]\n---\nIt takes a year.\n", case="ash", code="trust").cites
    ('c-1',)
    >>> parsed("It takes a year.\n", case="ash", code="trust").seen is None
    True
    """
    text = tidy(raw)
    found = _HEAD.match(text)
    if found is None:
        return Summary(case, code, text, file=file)
    inside = found["inside"] or ""
    below = tidy(text[found.end() :])
    try:
        told = loads(f"#\n{inside}", name=file)
        if told in (None, ""):
            return Summary(case, code, below, file=file)
        if not isinstance(told, Located):
            return Summary(case, code, text, file=file)  # two rules in a text without a head
        return Summary(
            case, code, below, _seen(told), _ids(told, "cites"), _text(told, "meaning"), _text(told, "by"),
            _others(inside), file,
        )  # fmt: skip
    except SettingsError as error:
        return Summary(case, code, below, others=inside, file=file, wrong=error.problem, line=error.line)


def written(summary: Summary) -> str:
    """The file of a summary; what is `parsed` from it again is the same."""
    head = [summary.others] if summary.others else []
    head += [f"{name}: {_scalar(value)}" for name, value in (("by", summary.by), ("meaning", summary.meaning)) if value]
    head += [f"cites: [{', '.join(map(_scalar, summary.cites))}]"] if summary.cites else []
    if summary.seen is not None:
        head += ["codings:" if summary.seen else "codings: {}"]
        head += [f"  {_scalar(one.coding)}: {_scalar(_told(one))}" for one in summary.seen]
    fence = "---\n" + "".join(f"{line}\n" for line in head) + "---\n"
    bare = not head and _HEAD.match(summary.text) is None
    return ("" if bare else fence) + (f"{summary.text}\n" if summary.text else "")


def _told(one: Seen) -> str:
    return one.place + (f", words {one.words}" if one.words and one.place else "")


def _scalar(value: str) -> str:
    """A value as YAML: quoted where it could be read as something else."""
    plain = _SIMPLE.fullmatch(value) and value.casefold() not in _NO_WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)


def _seen(told: Located) -> tuple[Seen, ...] | None:
    if "codings" not in told:
        return None
    value = told["codings"]
    if isinstance(value, Located):
        return tuple(_one(coding, place, value.lines[coding]) for coding, place in value.items())
    return tuple(Seen(coding) for coding in _ids(told, "codings"))


def _one(coding: str, place: Any, line: int) -> Seen:
    if not isinstance(place, str):
        raise SettingsError(f"`{coding}` is followed by no place", hint="write its id alone, in a list", line=line)
    found = _PLACE.fullmatch(place)
    if found is None:
        return Seen(coding)
    turn = int(found["turn"]) if found["turn"] else None
    return Seen(coding, found["document"], turn, found["coder"], found["words"] or "")


def _ids(told: Located, name: str) -> tuple[str, ...]:
    value = told.get(name, "")
    if isinstance(value, str):
        return tuple(dict.fromkeys(re.split(r"[\s,]+", value.strip()))) if value.strip() not in ("", "~") else ()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(dict.fromkeys(value))
    if isinstance(value, Located) and not value:
        return ()
    raise SettingsError(
        f"`{name}` is no list of codings", hint=f"for example {name}: [c-77e361411c90]", line=told.lines[name]
    )


def _text(told: Located, name: str) -> str:
    value = told.get(name, "")
    if isinstance(value, str):
        return value.strip()
    raise SettingsError(f"`{name}` is no word", hint=f"for example {name}: mira", line=told.lines[name])


def _others(inside: str) -> str:
    """The lines of a head that are none of ours: other keys with what belongs to them, and remarks."""
    kept: list[str] = []
    ours = False
    for line in inside.split("\n"):
        found = _KEY.match(line)
        if found:
            ours = found["key"].strip("\"'") in _OURS
        if not ours or line.startswith("#"):
            kept.append(line)
    return "\n".join(kept).strip("\n")
