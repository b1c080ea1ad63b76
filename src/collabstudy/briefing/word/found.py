"""Which style of a document Word means by a name, whatever the language that the document was made in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from collabstudy.briefing.word.names import IN_LINES, NAMES, TABLE
from collabstudy.errors import SettingsError
from collabstudy.io.briefing import FILE

if TYPE_CHECKING:
    from docx.document import Document


def wrong(document: Document, chosen: Mapping[str, str]) -> Iterator[SettingsError]:
    """What `[styles]` of briefing.toml names and there is not."""
    for ours, theirs in chosen.items():
        if ours not in NAMES:
            yield SettingsError(f"no style of ours is called `{ours}`", hint=f"one of {', '.join(NAMES)}", file=FILE)
        elif found(document, theirs, ours) is None:
            told = sorted(style.name for style in document.styles if style.name)[:40]
            yield SettingsError(f"the template has no style `{theirs}`", hint=f"it has {', '.join(told)}", file=FILE)


def found(document: Document, name: str, ours: str = "") -> Any:
    """The style that Word means by a name: its own English name whatever the language, an alias, its id, its level.

    It is of the kind (paragraph, character, table) of the style that is `ours`, for which it is to stand.
    """
    wanted, ours = name.casefold(), ours or name
    kinds = ("table",) if ours == TABLE else ("character",) if ours in IN_LINES else ("paragraph",)
    styles = [style for style in document.styles.element.style_lst if style.get(_w("type")) in kinds]
    if name == "Normal":
        styles.sort(key=lambda style: style.get(_w("default")) != "1")
        if styles and styles[0].get(_w("default")) == "1":
            return styles[0]
    for called in (_name, _aliases, _id):
        for style in styles:
            if wanted in called(style):
                return style
    if not wanted.startswith("heading ") or not wanted[-1].isdecimal():
        return None
    level = str(int(wanted[-1]) - 1)
    return next((style for style in styles if style.xpath(f"./w:pPr/w:outlineLvl[@w:val='{level}']")), None)


def _name(style: Any) -> list[str]:
    return [told.casefold() for told in style.xpath("./w:name/@w:val")]


def _aliases(style: Any) -> list[str]:
    return [alias.strip().casefold() for told in style.xpath("./w:aliases/@w:val") for alias in told.split(",")]


def _id(style: Any) -> list[str]:
    told = str(style.styleId or "").casefold()
    return [told, *(f"heading {told[-1]}" for _ in range(told.startswith("heading") and told[-1:].isdigit()))]


def points(document: Document, style_id: str) -> float:
    """The size of a style's text: its own, that of the style it is based on, that of the document; else Word's own."""
    by_id = {style.styleId: style for style in document.styles.element.style_lst}
    seen: set[str] = set()
    while style_id in by_id and style_id not in seen:
        seen.add(style_id)
        for half in by_id[style_id].xpath("./w:rPr/w:sz/@w:val"):
            return int(half) / 2
        style_id = next(iter(by_id[style_id].xpath("./w:basedOn/@w:val")), "")
    usual = document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val")
    return int(usual[0]) / 2 if usual else 10.0


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
