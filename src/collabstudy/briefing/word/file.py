"""What python-docx has no words for: fields, links, names of places, alternative texts, a file without dates."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from collabstudy.io.undated import undated

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shape import InlineShape
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_THUMBNAIL = "metadata/thumbnail"


def element(tag: str, **attributes: str) -> Any:
    """An element of WordprocessingML, as `element("w:shd", fill="F4F6F4")`; lxml's, which has no types here."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field that Word keeps up to date; `shown` is what it says until then."""
    for kind, text in (("begin", ""), ("instruction", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind == "instruction":
            told = element("w:instrText")
            told.text = f" {text} "
            run._r.append(told)
        elif kind != "shown":
            run._r.append(element("w:fldChar", fldCharType=kind))


def link(paragraph: Paragraph, text: str, address: str) -> Run:
    """Add a link to an address in the web."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    run = paragraph.add_run(text)
    hyperlink = element("w:hyperlink")
    hyperlink.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(hyperlink)
    hyperlink.append(run._r)
    return run


def describe(shape: InlineShape, name: str, alt: str) -> None:
    """Give a picture its name and the text for those who cannot see it."""
    properties = shape._inline.docPr
    properties.set("name", name)
    properties.set("descr", alt)


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Name a paragraph, for links inside the document."""
    start, end = element("w:bookmarkStart", id=str(number), name=name), element("w:bookmarkEnd", id=str(number))
    runs = paragraph._p.r_lst
    (runs[0].addprevious if runs else paragraph._p.append)(start)
    paragraph._p.append(end)


def to_bytes(document: Document) -> bytes:
    """The file, without dates, so that the same document is the same bytes."""
    core = document.core_properties._element
    for child in list(core):
        if child.tag.rpartition("}")[2] in ("created", "modified", "lastPrinted"):
            core.remove(child)
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith(_THUMBNAIL):
            del package.rels[name]
    written = BytesIO()
    document.save(written)
    return undated(written.getvalue())
