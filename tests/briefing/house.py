"""A house template as a German Word saves it: small page, own fonts and style ids, a cover, header and imprint."""

from __future__ import annotations

import io
import zipfile

TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
# Twentieths of a point: 170 × 240 mm with margins of 20 mm leaves 130 mm for the text.
WIDE, HIGH, MARGIN = 9638, 13606, 1134


def house(
    *, body: str = "", mark: bool = True, kind: str = TEMPLATE, more: tuple[tuple[str, bytes], ...] = ()
) -> bytes:
    """The file's bytes; `body` stands instead of the cover, `mark` is where the briefing goes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _types(kind))
        package.writestr(
            "_rels/.rels",
            f'<Relationships {_PACKAGE}><Relationship Id="rId1" Type="{_RELATION}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships {_PACKAGE}><Relationship Id="rId1" Type="{_RELATION}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId2" Type="{_RELATION}/header" Target="header1.xml"/></Relationships>',
        )
        package.writestr("word/styles.xml", _styles())
        package.writestr(
            "word/header1.xml",
            f'<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Kopfzeile"/></w:pPr>'
            "<w:r><w:t>Institut für Nachbarschaft | {title}</w:t></w:r></w:p></w:hdr>",
        )
        package.writestr("word/document.xml", _document(body or _COVER, mark=mark))
        for name, content in more:
            package.writestr(name, content)
    return out.getvalue()


# Word has cut `{title}` in two, and the subtitle is one of its own fields.
_COVER = """
<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr>
<w:r><w:t>{ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tle}</w:t></w:r></w:p>
<w:sdt><w:sdtPr><w:alias w:val="Untertitel"/><w:showingPlcHdr/><w:dataBinding
 w:prefixMappings="xmlns:ns0='http://purl.org/dc/elements/1.1/'
 xmlns:ns1='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
 w:xpath="/ns1:coreProperties[1]/ns0:subject[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/></w:sdtPr>
<w:sdtContent><w:p><w:r><w:t>[Untertitel]</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:p><w:r><w:br w:type="page"/></w:r></w:p>
"""


def _document(body: str, *, mark: bool) -> str:
    here = (
        "<w:p><w:r><w:t>{briefing}</w:t></w:r></w:p><w:p><w:r><w:t>Impressum: nobody</w:t></w:r></w:p>" if mark else ""
    )
    return (
        f"<w:document {_W} {_R}><w:body>{body}{here}<w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{WIDE}" w:h="{HIGH}"/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}"'
        f' w:left="{MARGIN}" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _style(kind: str, ident: str, name: str, inside: str = "", *, default: bool = False) -> str:
    told = ' w:default="1"' if default else ""
    base = "" if default or kind == "table" else '<w:basedOn w:val="Standard"/>'
    return f'<w:style w:type="{kind}"{told} w:styleId="{ident}"><w:name w:val="{name}"/>{base}{inside}</w:style>'


def _styles() -> str:
    fonts = '<w:rFonts w:ascii="Verdana" w:hAnsi="Verdana"/>'
    red = '<w:color w:val="C00000"/>'
    return (
        f"<w:styles {_W}>"
        + _style("paragraph", "Standard", "Normal", f'<w:rPr>{fonts}<w:sz w:val="19"/></w:rPr>', default=True)
        + _style(
            "paragraph",
            "berschrift1",
            "heading 1",
            f'<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr>{red}<w:sz w:val="36"/></w:rPr>',
        )
        + _style(
            "paragraph", "Abschnitt", "Abschnittstitel", f'<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr>{red}</w:rPr>'
        )
        + _style("paragraph", "Titel", "Title", f'<w:rPr>{red}<w:sz w:val="72"/></w:rPr>')
        + _style("paragraph", "Zitat", "Quote", '<w:pPr><w:ind w:left="600"/></w:pPr><w:rPr><w:i/></w:rPr>')
        + _style("paragraph", "Beschriftung", "caption", '<w:rPr><w:sz w:val="16"/></w:rPr>')
        + _style("paragraph", "Kopfzeile", "header", '<w:rPr><w:sz w:val="14"/></w:rPr>')
        + _style(
            "paragraph", "Kasten", "Kasten", '<w:pPr><w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/></w:pPr>'
        )
        + _style("table", "NormaleTabelle", "Normal Table", default=True)
        + _style("table", "Haustabelle", "Haustabelle", "<w:tblPr/>")
        + "</w:styles>"
    )


def _types(kind: str) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{word}.styles+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{word}.header+xml"/></Types>'
    )
