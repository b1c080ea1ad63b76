"""The Word document before anything stands in it: page, footer, language, properties, the list of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from collabstudy.briefing.plain import plain
from collabstudy.briefing.word.file import element, field

if TYPE_CHECKING:
    from docx.document import Document

    from collabstudy.briefing.blocks import Briefing

_LATEST = "15"  # Word 2013 and later: no compatibility mode
_MM = 36000  # Word's units in a millimetre


def empty(briefing: Briefing) -> Document:
    """An A4 document; the title stands on a first page without a footer."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.different_first_page_header_footer = True
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{plain(briefing.title)}  ·  ")
    field(footer, "PAGE", "1")
    _language(document, briefing.language)
    _compatible(document)
    return document


def properties(document: Document, briefing: Briefing) -> None:
    """Title, subject and language; nobody's name, no dates."""
    core = document.core_properties
    core.title, core.subject, core.language = plain(briefing.title), plain(briefing.subtitle), briefing.language
    core.author = core.comments = core.keywords = core.last_modified_by = core.category = ""
    core.revision = 1


def text_width(document: Document) -> float:
    """Millimetres between the margins of the last section, of one of its columns where it has several."""
    section: Any = document.sections[-1]
    gutter = section.gutter or 0
    width = float(section.page_width - section.left_margin - section.right_margin - gutter)
    for told in section._sectPr.xpath("./w:cols/@w:num"):
        columns = max(int(told), 1)
        room = int(next(iter(section._sectPr.xpath("./w:cols/@w:space")), "720")) * 635
        width = (width - (columns - 1) * room) / columns
    return width / _MM


def contents(document: Document, entries: Sequence[tuple[str, str]], style: str) -> None:
    """A table of contents that Word can bring up to date, with links to where each section begins."""
    for at, (mark, title) in enumerate(entries):
        paragraph = document.add_paragraph()
        paragraph._p.style = style
        if at == 0:
            _begin(paragraph._p)
        link = element("w:hyperlink", anchor=mark, history="1")
        link.append(paragraph.add_run(plain(title))._r)
        paragraph._p.append(link)
        if at == len(entries) - 1:
            end = element("w:r")
            end.append(element("w:fldChar", fldCharType="end"))
            paragraph._p.append(end)


def _begin(paragraph: Any) -> None:
    for kind in ("begin", "told", "separate"):
        run = element("w:r")
        if kind == "told":
            told = element("w:instrText")
            told.text = ' TOC \\o "1-1" \\n \\h \\z \\u '
            run.append(told)
        else:
            run.append(element("w:fldChar", fldCharType=kind))
        paragraph.append(run)


def _language(document: Document, language: str) -> None:
    from docx.oxml.ns import qn

    told = "en-GB" if language == "en" else language
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), told)


def _compatible(document: Document) -> None:
    """Tell Word that this is no document of an old version."""
    settings = document.settings.element
    compat = element("w:compat")
    compat.append(
        element(
            "w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=_LATEST
        )
    )
    for old in settings.xpath("w:compat"):
        settings.replace(old, compat)
        return
    settings.append(compat)
