"""Bullets and numbers in Word: definitions for styles that have none, and lists that begin anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.briefing.word.file import element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_ROOM = "454"  # twentieths of a point: 8 mm
_EMPTY = '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def give(document: Document, style: Any, *, numbered: bool) -> None:
    """Let a paragraph style be a list's."""
    numbering = _numbering(document)
    abstract = _defined(numbering, numbered=numbered)
    num = numbering.add_num(abstract)
    properties = style.element.get_or_add_pPr()
    for old in properties.xpath("./w:numPr"):
        properties.remove(old)
    numbers = properties.get_or_add_numPr()
    numbers.append(element("w:numId", val=str(num.numId)))


def numbered_afresh(document: Document, style_id: str, paragraphs: list[Paragraph]) -> None:
    """Make list paragraphs a list of their own that begins at 1, in the look that their style has."""
    numbering = _numbering(document)
    num = numbering.add_num(_of_style(document, numbering, style_id))
    num.add_lvlOverride(0).add_startOverride(1)
    for paragraph in paragraphs:
        numbers = element("w:numPr")
        numbers.append(element("w:ilvl", val="0"))
        numbers.append(element("w:numId", val=str(num.numId)))
        paragraph._p.get_or_add_pPr().append(numbers)


def _of_style(document: Document, numbering: Any, style_id: str) -> int:
    """The definition that a style uses, itself or from those it is based on; a new one where there is none."""
    by_id = {style.styleId: style for style in document.styles.element.style_lst}
    seen: set[str] = set()
    while style_id in by_id and style_id not in seen:
        seen.add(style_id)
        style = by_id[style_id]
        for own in style.xpath("./w:pPr/w:numPr/w:numId/@w:val"):
            for abstract in numbering.xpath(f"./w:num[@w:numId='{own}']/w:abstractNumId/@w:val"):
                return int(abstract)
        style_id = next(iter(style.xpath("./w:basedOn/@w:val")), "")
    return _defined(numbering, numbered=True)


def _defined(numbering: Any, *, numbered: bool) -> int:
    """A new definition of a list of one level; definitions stand before the lists that use them."""
    taken = [int(told) for told in numbering.xpath("./w:abstractNum/@w:abstractNumId")]
    number = max(taken, default=-1) + 1
    abstract = element("w:abstractNum", abstractNumId=str(number))
    abstract.append(element("w:multiLevelType", val="singleLevel"))
    level = element("w:lvl", ilvl="0")
    level.append(element("w:start", val="1"))
    level.append(element("w:numFmt", val="decimal" if numbered else "bullet"))
    level.append(element("w:lvlText", val="%1." if numbered else "•"))
    level.append(element("w:lvlJc", val="left"))
    properties = element("w:pPr")
    properties.append(element("w:ind", left=_ROOM, hanging=_ROOM))
    level.append(properties)
    abstract.append(level)
    nums = numbering.xpath("./w:num")
    if nums:
        nums[0].addprevious(abstract)
    else:
        numbering.append(abstract)
    return number


def _numbering(document: Document) -> Any:
    """The part with a document's lists; a template that has no list has no such part."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.parts.numbering import NumberingPart

    try:
        found = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        place = PackURI("/word/numbering.xml")
        found = NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, parse_xml(_EMPTY), document.part.package)
        document.part.relate_to(found, RELATIONSHIP_TYPE.NUMBERING)
    return found.element  # type: ignore[attr-defined]  # a part of XML
