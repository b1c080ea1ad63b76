"""How a Word paragraph is set: as a quotation, a heading, a list item, and how far in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from collabstudy.io.finished._looks import is_contents, look_of
from collabstudy.io.finished._paragraph import Look
from collabstudy.io.xml import attribute, child, children

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Form:
    """A paragraph's form; `left` in points."""

    look: Look = ""
    left: float = 0.0
    numbered: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the paragraph styles of a document by id, and that of a paragraph without a style."""

    by_id: dict[str, Form] = field(default_factory=dict)
    usual: Form = Form()

    def of(self, paragraph: _Element) -> Form:
        """The form of a w:p; what stands in the paragraph itself comes before what its style says."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return self.usual
        named = child(properties, "pStyle")
        if named is None:
            return _with(self.usual, properties)
        name = attribute(named, "val")
        return _with(self.by_id.get(name) or Form(look_of([name]), contents=is_contents([name])), properties)


def forms_of(root: _Element | None) -> Forms:
    """The forms of the styles in word/styles.xml."""
    if root is None:
        return Forms()
    styles = {attribute(e, "styleId"): e for e in children(root, "style") if attribute(e, "type") == "paragraph"}
    default = next((name for name, style in styles.items() if attribute(style, "default") in ("1", "true", "on")), "")
    return Forms({name: _form(name, styles) for name in styles}, _form(default, styles) if default else Form())


def _form(name: str, styles: dict[str, _Element]) -> Form:
    """The form of a style with what it inherits."""
    line: list[_Element] = []
    while name in styles and styles[name] not in line and len(line) < _DEEPEST:
        line.append(styles[name])
        above = child(styles[name], "basedOn")
        name = "" if above is None else attribute(above, "val")
    names = [_name(style) for style in line]
    form = Form(look_of(names), contents=is_contents(names[:1]))
    for style in reversed(line):
        properties = child(style, "pPr")
        if properties is not None:
            form = _with(form, properties)
    return form


def _name(style: _Element) -> str:
    named = child(style, "name")
    return attribute(style, "styleId") if named is None else attribute(named, "val")


def _with(form: Form, properties: _Element) -> Form:
    """The form, altered by a w:pPr."""
    indent = child(properties, "ind")
    if indent is not None:
        left = attribute(indent, "start") or attribute(indent, "left")
        form = replace(form, left=int(left) / 20 if left.lstrip("-").isdigit() else form.left)
    numbering = child(properties, "numPr", "numId")
    if numbering is not None:
        form = replace(form, numbered=attribute(numbering, "val") not in ("", "0"))
    outline = child(properties, "outlineLvl")
    if outline is not None and attribute(outline, "val").isdigit() and int(attribute(outline, "val")) < 9:
        form = replace(form, look="heading")
    return form
