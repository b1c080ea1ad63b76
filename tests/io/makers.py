"""Real files of every format, made when a test needs them: nothing is faked but their content."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Placed = tuple[float, float, float, str, str]
"""Text on a PDF page: x, y, size, font ("F1" regular, "F2" bold), words."""


def archive(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A zip file with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def docx(
    path: Path,
    body: str,
    *,
    main: str = "word/document.xml",
    styles: str = "",
    footnotes: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> Path:
    """A Word document from the XML of its body (prefix `w`), its styles and its footnotes."""
    folder, _, name = main.rpartition("/")
    related = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind, content in (("styles", styles), ("footnotes", footnotes))
        if content
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{main}"/>'
            "</Relationships>"
        ),
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>',
        main: f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    if styles:
        parts[f"{folder}/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    if footnotes:
        parts[f"{folder}/footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{footnotes}</w:footnotes>'
    return archive(path, {**parts, **(more or {})})


def p(text: str, *, style: str = "", properties: str = "") -> str:
    """A Word paragraph; `text` becomes one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Word table."""
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def odt(path: Path, text: str, *, automatic: str = "", meta: str = "") -> Path:
    """An OpenDocument text from the XML inside office:text (prefixes `text`, `table`, `draw`, `office`)."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
            ("meta", "meta"),
        )
    )  # fmt: skip
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", content)
        made.writestr(
            "meta.xml", f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>"
        )
    return path


def rtf(path: Path, body: str, *, head: str = r"\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}") -> Path:
    """A rich text file; `body` is rich text itself, each character one byte."""
    path.write_bytes(("{\\rtf1" + head + body + "}").encode("latin-1"))
    return path


def pdf(path: Path, pages: Iterable[Sequence[Placed]], *, width: int = 595, height: int = 842) -> Path:
    """A PDF with Helvetica and Helvetica-Bold, each piece of text where it is put (from the lower left corner)."""
    objects: list[bytes] = [b"", b"", b"", b""]
    objects[2] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects[3] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
    kids = []
    for page in pages:
        drawn = b"\n".join(
            f"BT /{font} {size} Tf {x} {y} Td ({escaped(words)}) Tj ET".encode("cp1252")
            for x, y, size, font, words in page
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    path.write_bytes(out.getvalue())
    return path


def escaped(words: str) -> str:
    """Words as a PDF string."""
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def lines(words: Sequence[str], *, x: float = 72, y: float = 770, size: float = 11, step: float = 14) -> list[Placed]:
    """Lines of text, one below the other."""
    return [(x, y - at * step, size, "F1", line) for at, line in enumerate(words)]
