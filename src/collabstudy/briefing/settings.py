"""briefing.toml: what stands in the briefing, in which order, and which quotations come first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from collabstudy import plugins
from collabstudy.errors import SettingsError
from collabstudy.io.briefing import FILE, Written

PARTS = "collabstudy.briefing.parts"
# The order of a briefing that nobody has ordered; other prose comes after the summary.
USUAL = ("summary", "who", "themes", "places", "findings", "sounds", "figures", "topics", "next", "made")


@dataclass(frozen=True, slots=True)
class Choices:
    """What briefing.toml chooses; everything has a usual value.

    `sections` are names of parts and of prose files. `pinned` are codings quoted first under their theme,
    `sounds_pinned` those quoted first under "How it sounds"; of quotations over `longest` words the beginning is shown.
    `per_place` is how many passages of one place stand behind a number, `chips` how many themes stand in a place's box.
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
    longest: int = 60
    per_place: int = 25
    chips: int = 4


def choices(written: Written) -> Choices:
    """Read the settings of a briefing.

    Raises SettingsError, with the line, for a name that nothing here has, a value of another kind, a section that
    is neither a part nor a file of prose, or prose that stands in no section.
    """
    reader = _Reader(written)
    reader.only("", ("title", "subtitle", "kind", "sections", "titles", "quotes", "passages", "places"))
    reader.only("quotes", ("pinned", "sounds_pinned", "per_theme", "sounds", "longest"))
    reader.only("passages", ("per_place",))
    reader.only("places", ("themes",))
    sections = _sections(reader, written)
    reader.only("titles", sections)
    return Choices(
        title=reader.text("title"),
        subtitle=reader.text("subtitle"),
        kind=reader.text("kind", "Briefing"),
        sections=sections,
        titles={name: reader.text(f"titles.{name}") for name in written.settings.get("titles", {})},
        pinned=reader.texts("quotes.pinned"),
        sounds_pinned=reader.texts("quotes.sounds_pinned"),
        per_theme=reader.number("quotes.per_theme", 2),
        sounds=reader.number("quotes.sounds", 8),
        longest=reader.number("quotes.longest", 60),
        per_place=reader.number("passages.per_place", 25),
        chips=reader.number("places.themes", 4),
    )


def _sections(reader: _Reader, written: Written) -> tuple[str, ...]:
    parts = plugins.names(PARTS)
    named = reader.texts("sections")
    if not named:
        others = [name for name in written.prose if name not in USUAL]
        return (USUAL[0], *others, *USUAL[1:])
    known = (*USUAL, *(name for name in written.prose if name not in parts))
    for name in named:
        if name not in known:
            hint = f"write briefing/{name}.md, or take one of {', '.join(known)}"
            raise reader.wrong("sections", f"there is no section `{name}`", hint)
    for name, prose in written.prose.items():
        if name not in named:
            raise SettingsError(
                "this text stands in no section of the briefing",
                hint=f'add "{name}" to sections in {FILE}, or move the file away',
                file=prose.file,
            )
    return tuple(dict.fromkeys(named))


class _Reader:
    """Typed values of briefing.toml, with the line in the error."""

    def __init__(self, written: Written) -> None:
        self.written = written

    def only(self, table: str, known: Collection[str]) -> None:
        found = self.written.settings.get(table, {}) if table else self.written.settings
        if not isinstance(found, dict):
            raise self.wrong(table, f"`{table}` is not a table", f"write [{table}] on a line of its own")
        for name in found:
            if name not in known:
                dotted = f"{table}.{name}" if table else name
                raise self.wrong(dotted, f"there is no setting `{dotted}`", f"one of {', '.join(known)}")

    def text(self, name: str, default: str = "") -> str:
        value = self._value(name, default)
        if not isinstance(value, str):
            raise self.wrong(name, f"`{name}` is not text", f'for example {_last(name)} = "…"')
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._value(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(name, f"`{name}` is not a list of texts", f'for example {_last(name)} = ["…", "…"]')
        return tuple(value)

    def number(self, name: str, default: int) -> int:
        value = self._value(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.wrong(name, f"`{name}` is not a whole number from 0", f"for example {_last(name)} = {default}")
        return value

    def wrong(self, name: str, problem: str, hint: str) -> SettingsError:
        return SettingsError(problem, hint=hint, file=FILE, line=self.written.lines.get(name))

    def _value(self, name: str, default: Any) -> Any:
        table, _, last = name.rpartition(".")
        found = self.written.settings.get(table, {}) if table else self.written.settings
        return found.get(last, default)


def _last(name: str) -> str:
    return name.rpartition(".")[2]
