"""briefing.toml: what stands in the briefing, in which order and words, and which quotations come first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from collabstudy import plugins
from collabstudy.briefing.labels import ELSEWHERE
from collabstudy.briefing.labels import USUAL as WORDS
from collabstudy.errors import SettingsError
from collabstudy.io.briefing import FILE, Written

PARTS = "collabstudy.briefing.parts"
# The order of a briefing that nobody has ordered; other prose comes after the summary. What is there to be looked up
# is the appendix where it stands at the end.
APPENDIX = ("framework", "topics", "figures", "made", "coreq", "evidence")
USUAL = (*("summary", "who", "themes", "findings", "places", "sounds", "next"), *APPENDIX)
_TABLES: Mapping[str, tuple[str, ...]] = {
    "quotes": ("pinned", "sounds_pinned", "per_theme", "sounds", "per_case", "longest"),
    "passages": ("per_place",),
    "places": ("themes",),
    "findings": ("show",),
    "figures": ("show",),
    "wording": tuple(WORDS),
}
_OPEN = ("titles", "captions", "styles")  # tables whose names are not ours
_PLAIN = ("title", "subtitle", "kind", "sections", "template")


@dataclass(frozen=True, slots=True)
class Choices:
    """What briefing.toml chooses; everything has a usual value.

    `sections` are names of parts and of prose files. `pinned` are codings quoted first under their theme,
    `sounds_pinned` those quoted first under "How it sounds"; of quotations over `longest` words the beginning is shown.
    `per_place` is how many passages of one place stand behind a number, `chips` how many themes stand in a place's box,
    `per_case` how many quotations. `findings` and `figures` name what is shown, in order; None is the usual choice.
    `captions` stand below figures instead of those that the program makes.
    `template` is a Word document in briefing/ whose styles are used, `styles` says which of them stand for ours.
    """

    title: str = ""
    subtitle: str = ""
    kind: str = "Briefing"
    sections: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    pinned: tuple[str, ...] = ()
    sounds_pinned: tuple[str, ...] = ()
    per_theme: int = 2
    sounds: int = 8
    per_case: int = 1
    longest: int = 60
    per_place: int = 25
    chips: int = 5
    findings: tuple[str, ...] | None = None
    figures: tuple[str, ...] | None = None
    captions: dict[str, str] = field(default_factory=dict)
    wording: dict[str, str] = field(default_factory=dict)
    template: str = ""
    styles: dict[str, str] = field(default_factory=dict)


def choices(written: Written) -> Choices:
    """Read the settings of a briefing.

    Raises SettingsError, with the line, for a name that nothing here has, a value of another kind, a section that
    is neither a part nor a file of prose, or prose that stands in no section; further ones are its `others`.
    """
    found, wrong = read(written)
    if wrong:
        first, *others = wrong
        first.others = tuple(others)
        raise first
    return found


def read(written: Written) -> tuple[Choices, tuple[SettingsError, ...]]:
    """The settings, usual ones in the place of those that are wrong, and everything that is wrong with them."""
    reader = _Reader(written)
    reader.only("", (*_PLAIN, *_OPEN, *_TABLES))
    for table, known in _TABLES.items():
        reader.only(table, known)
    sections = _sections(reader, written)
    reader.only("titles", sections)
    return (
        Choices(
            title=reader.text("title"),
            subtitle=reader.text("subtitle"),
            kind=reader.text("kind", "Briefing"),
            sections=sections,
            titles=reader.table("titles"),
            pinned=reader.texts("quotes.pinned"),
            sounds_pinned=reader.texts("quotes.sounds_pinned"),
            per_theme=reader.number("quotes.per_theme", 2),
            sounds=reader.number("quotes.sounds", 8),
            per_case=reader.number("quotes.per_case", 1),
            longest=reader.number("quotes.longest", 60),
            per_place=reader.number("passages.per_place", 25),
            chips=reader.number("places.themes", 5),
            findings=reader.shown("findings.show"),
            figures=reader.shown("figures.show"),
            captions=reader.table("captions"),
            wording=reader.table("wording"),
            template=reader.text("template"),
            styles=reader.table("styles"),
        ),
        tuple(reader.problems),
    )


def _sections(reader: _Reader, written: Written) -> tuple[str, ...]:
    parts = plugins.names(PARTS)
    named = reader.texts("sections")
    if not named:
        others = [name for name in written.prose if name not in USUAL]
        return (USUAL[0], *others, *USUAL[1:])
    known = tuple(dict.fromkeys((*USUAL, *parts, *written.prose)))
    for name in named:
        if name not in known:
            hint = f"write briefing/{name}.md, or take one of {', '.join(known)}"
            reader.wrong("sections", f"there is no section `{name}`", hint)
    for name, prose in written.prose.items():
        if name not in named:
            reader.problems.append(
                SettingsError(
                    "this text stands in no section of the briefing",
                    hint=f'add "{name}" to sections in {FILE}, or move the file away',
                    file=prose.file,
                )
            )
    return tuple(dict.fromkeys(name for name in named if name in known))


class _Reader:
    """Typed values of briefing.toml; what is wrong is kept, with its line, and the usual value taken."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.problems: list[SettingsError] = []

    def only(self, table: str, known: Collection[str]) -> None:
        for name in self._table(table):
            if name in known:
                continue
            dotted = f"{table}.{name}" if table else name
            if table == "wording" and name in ELSEWHERE:
                hint = 'they are called in study.toml, [cases]: singular = "place" and plural = "places"'
            else:
                near = get_close_matches(name, known, 3)
                hint = f"is it {' or '.join(near)}?" if near else f"one of {', '.join(known)}"
            self.wrong(dotted, f"there is no setting `{dotted}`", hint)

    def text(self, name: str, default: str = "") -> str:
        value = self._value(name, default)
        if isinstance(value, str):
            return value
        self.wrong(name, f"`{name}` is not text", f'for example {_last(name)} = "…"')
        return default

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._value(name, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.wrong(name, f"`{name}` is not a list of texts", f'for example {_last(name)} = ["…", "…"]')
        return ()

    def shown(self, name: str) -> tuple[str, ...] | None:
        """What is to be shown; None where nothing is said, which is not the same as an empty list."""
        return None if self._value(name, None) is None else tuple(dict.fromkeys(self.texts(name)))

    def number(self, name: str, default: int) -> int:
        value = self._value(name, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.wrong(name, f"`{name}` is not a whole number from 0", f"for example {_last(name)} = {default}")
        return default

    def table(self, name: str) -> dict[str, str]:
        found = self._table(name)
        return {
            key: self.text(f"{name}.{key}") for key in found if isinstance(found[key], str) or self._not_text(name, key)
        }

    def wrong(self, name: str, problem: str, hint: str) -> None:
        line = self.written.lines.get(name)
        self.problems.append(SettingsError(problem, hint=hint, file=FILE, line=line))

    def _not_text(self, table: str, key: str) -> bool:
        self.text(f"{table}.{key}")
        return False

    def _table(self, table: str) -> Mapping[str, Any]:
        found = self.written.settings.get(table, {}) if table else self.written.settings
        if isinstance(found, dict):
            return found
        if not any(f"`{table}` is not a table" == problem.problem for problem in self.problems):
            self.wrong(table, f"`{table}` is not a table", f"write [{table}] on a line of its own")
        return {}

    def _value(self, name: str, default: Any) -> Any:
        table, _, last = name.rpartition(".")
        return self._table(table).get(last, default)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def missing(
    written: Written, setting: str, names: Collection[str], known: Collection[str], what: str
) -> Iterator[SettingsError]:
    """What is named in a list of briefing.toml and is not there."""
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 3) or sorted(known)[:40]
            hint = f"{what}s: {', '.join(near)}" if near else f"this study has no {what}s"
            yield SettingsError(f"there is no {what} `{name}`", hint=hint, file=FILE, line=written.lines.get(setting))
