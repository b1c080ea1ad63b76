"""What python-docx has no words for: fields, links, lists that begin anew, alternative texts, a file without dates."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shape import InlineShape
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_EPOCH = (1980, 1, 1, 0, 0, 0)
# Letters on a line of a table, and how many of them a column may wish for.
_LETTERS, _WIDEST = 76, 48
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


def numbered_afresh(document: Document, paragraphs: list[Paragraph]) -> None:
    """Make list paragraphs a list of their own that begins at 1."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    own = style.pPr.numPr.numId.val
    abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == own)
    num = numbering.add_num(abstract)
    num.add_lvlOverride(0).add_startOverride(1)
    for paragraph in paragraphs:
        numbers = element("w:numPr")
        numbers.append(element("w:ilvl", val="0"))
        numbers.append(element("w:numId", val=str(num.numId)))
        paragraph._p.get_or_add_pPr().append(numbers)


def describe(shape: InlineShape, name: str, alt: str) -> None:
    """Give a picture its name and the text for those who cannot see it."""
    properties = shape._inline.docPr
    properties.set("name", name)
    properties.set("descr", alt)


def header_row(table: Table) -> None:
    """Repeat the first row on each page, and break no row over two."""
    for at, row in enumerate(table.rows):
        _keep_whole(row)
        if at == 0:
            row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def widths(table: Table, columns: Sequence[Sequence[str]], inches: float) -> None:
    """Share the width among the columns: room for the longest word of each, the rest by the longest text."""
    from docx.shared import Inches

    words = [max((len(word) for text in texts for word in text.split()), default=1) + 2 for texts in columns]
    texts = [max(map(len, texts), default=1) for texts in columns]
    wishes = [max(min(text, _WIDEST) - word, 0) for text, word in zip(texts, words, strict=True)]
    free = max(_LETTERS - sum(words), 0) / max(sum(wishes), 1)
    weights = [word + free * wish for word, wish in zip(words, wishes, strict=True)]
    table.autofit = True
    for column, weight in zip(table.columns, weights, strict=True):
        column.width = Inches(inches * weight / sum(weights))
        for cell in column.cells:
            cell.width = column.width


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


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
    again = BytesIO()
    with ZipFile(written) as source, ZipFile(again, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for entry in source.infolist():
            fresh = ZipInfo(entry.filename, _EPOCH)
            fresh.compress_type = ZIP_DEFLATED
            fresh.create_system = 3
            fresh.external_attr = 0o644 << 16
            target.writestr(fresh, source.read(entry))
    return again.getvalue()
