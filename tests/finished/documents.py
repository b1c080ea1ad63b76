"""One document in five formats, each written as its own programs write it: real files, with nothing but zip and XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import ModuleType

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ueberschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Team1"><w:name w:val="Team Voice"/><w:basedOn w:val="Zitat"/></w:style>'
)


@dataclass(frozen=True)
class Item:
    """A piece of a document: `kind` is heading, p, block, indented, row, noted, box, changed or several.

    In a `noted` text `{n}` stands where the note is cited. A `changed` text has {-words deleted-} and {+words put in+}.
    """

    kind: str
    text: str
    credit: str = ""
    cells: tuple[str, ...] = ()


def write(path: Path, items: Sequence[Item], makers: ModuleType) -> Path:
    """The document in the format of its suffix."""
    writers: dict[str, Callable[[Path, Sequence[Item], ModuleType], None]] = {
        ".docx": _docx, ".html": _html, ".md": _markdown, ".odt": _odt, ".pdf": _pdf,
    }  # fmt: skip
    writers[path.suffix](path, [one for item in items for one in _one_by_one(item)], makers)
    return path


def _one_by_one(item: Item) -> list[Item]:
    """The paragraphs of an item that is several."""
    return [Item("p", text) for text in item.cells] if item.kind == "several" else [item]


def final(text: str) -> str:
    """A changed text when all changes are accepted."""
    return "".join(said for said, how in changes(text) if how != "-")


def changes(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of a changed text: "-" deleted, "+" put in, "" as it was."""
    at = 0
    for found in re.finditer(r"\{([-+])(.*?)\1\}", text):
        yield text[at : found.start()], ""
        yield found[2], found[1]
        at = found.end()
    yield text[at:], ""


def _runs(text: str, *, tag: str = "t") -> str:
    """A text in runs of a few letters, as Word splits what was typed at different times."""
    pieces = [text[at : at + 7] for at in range(0, len(text), 7)]
    props = ("", "<w:rPr><w:i/></w:rPr>")
    return "".join(
        f'<w:r>{props[at % 2]}<w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}></w:r>'
        for at, piece in enumerate(pieces)
    )


def _p(inside: str, *, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inside}</w:p>"


def _docx(path: Path, items: Sequence[Item], makers: ModuleType) -> None:
    body, notes = [], ['<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>']
    for number, item in enumerate(items, 1):
        if item.kind == "heading":
            body.append(_p(_runs(item.text), style="Ueberschrift1"))
        elif item.kind in ("block", "indented"):
            style = ("Zitat", "Team1")[number % 2] if item.kind == "block" else ""
            more = '<w:ind w:left="720" w:right="720"/>' if item.kind == "indented" else ""
            body.append(_p(_runs(item.text), style=style, more=more))
            body.append(_p(_runs(f"— {item.credit}"), more=more) if item.credit else "")
        elif item.kind == "row":
            cells = "".join(f"<w:tc>{_p(_runs(cell))}</w:tc>" for cell in item.cells)
            body.append(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
        elif item.kind == "noted":
            before, _, after = item.text.partition("{n}")
            body.append(_p(f'{_runs(before)}<w:r><w:footnoteReference w:id="{number}"/></w:r>{_runs(after)}'))
            notes.append(
                f'<w:footnote w:id="{number}">{_p("<w:r><w:footnoteRef/></w:r>" + _runs(item.credit))}</w:footnote>'
            )
        elif item.kind == "box":
            body.append(_box(item.text))
        else:
            body.append(_p("".join(_changed(text, how) for text, how in changes(item.text))))
    makers.docx(path, "".join(body), styles=STYLES, footnotes="".join(notes))


def _changed(text: str, how: str) -> str:
    if how == "-":
        return f'<w:del w:id="1" w:author="a">{_runs(text, tag="delText")}</w:del>'
    return f'<w:ins w:id="2" w:author="a">{_runs(text)}</w:ins>' if how == "+" else _runs(text)


def _box(text: str) -> str:
    """A text box as Word writes it: once for itself, once more for programs that know no drawings."""
    inside = f"<w:txbxContent>{_p(_runs(text))}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _html(path: Path, items: Sequence[Item], makers: ModuleType) -> None:
    body, notes = [], []
    for number, item in enumerate(items, 1):
        said = escape(final(item.text))
        if item.kind == "heading":
            body.append(f"<h2>{said}</h2>")
        elif item.kind in ("block", "indented"):
            credit = escape(item.credit)
            body.append(
                f"<figure><blockquote><p>{said}</p></blockquote><figcaption>{credit}</figcaption></figure>"
                if number % 2
                else f"<blockquote><p>{said}</p><footer>— <cite>{credit}</cite></footer></blockquote>"
            )
        elif item.kind == "row":
            body.append(f"<table><tr>{''.join(f'<td>{escape(cell)}</td>' for cell in item.cells)}</tr></table>")
        elif item.kind == "noted":
            sign = f'<sup><a href="#n{number}">{number}</a></sup>'
            body.append(f"<p>{said.replace('{n}', sign)}</p>")
            notes.append(f'<li id="n{number}">{escape(item.credit)}</li>')
        else:
            body.append(f"<aside><p>{said}</p></aside>" if item.kind == "box" else f"<p>{said}</p>")
    head = "<!doctype html><html><head><title>x</title></head><body>"
    path.write_text(f"{head}{''.join(body)}<ol>{''.join(notes)}</ol></body></html>", encoding="utf-8")


def _markdown(path: Path, items: Sequence[Item], makers: ModuleType) -> None:
    out, notes = [], []
    for number, item in enumerate(items, 1):
        said = final(item.text).replace("[", "\\[").replace("]", "\\]")
        if item.kind == "heading":
            out.append(f"## {said}")
        elif item.kind in ("block", "indented"):
            out.append(f"> {said}\n>\n> — {item.credit}" if number % 2 else f"> {said}\n> — {item.credit}")
        elif item.kind == "row":
            cells = " | ".join(item.cells)
            out.append(f"| {' | '.join('x' for _ in item.cells)} |\n|{'---|' * len(item.cells)}\n| {cells} |")
        elif item.kind == "noted":
            out.append(said.replace("{n}", f"[^{number}]"))
            notes.append(f"[^{number}]: {item.credit}")
        else:
            first, _, rest = said.partition(" ")
            out.append(f"*{first}* {rest}" if first.isalnum() else said)
    path.write_text("\n\n".join([*out, *notes]) + "\n", encoding="utf-8")


def _odt(path: Path, items: Sequence[Item], makers: ModuleType) -> None:
    body, deleted = [], []
    for number, item in enumerate(items, 1):
        said = escape(final(item.text))
        if item.kind == "heading":
            body.append(f'<text:h text:outline-level="1">{said}</text:h>')
        elif item.kind in ("block", "indented"):
            style = "P1" if item.kind == "block" else "P2"
            body.append(f'<text:p text:style-name="{style}">{_spans(said)}</text:p>')
            body.append(f"<text:p>— {escape(item.credit)}</text:p>" if item.credit else "")
        elif item.kind == "row":
            cells = "".join(
                f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in item.cells
            )
            body.append(f"<table:table><table:table-row>{cells}</table:table-row></table:table>")
        elif item.kind == "noted":
            note = (
                f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
                f"<text:note-body><text:p>{escape(item.credit)}</text:p></text:note-body></text:note>"
            )
            body.append(f"<text:p>{said.replace('{n}', note)}</text:p>")
        elif item.kind == "box":
            body.append(
                f"<text:p><draw:frame><draw:text-box><text:p>{said}</text:p></draw:text-box></draw:frame></text:p>"
            )
        else:
            inside = ""
            for at, (text, how) in enumerate(changes(item.text)):
                name = f"c{number}-{at}"
                if how == "-":
                    gone = f"<text:deletion><text:p>{escape(text)}</text:p></text:deletion>"
                    deleted.append(f'<text:changed-region text:id="{name}">{gone}</text:changed-region>')
                    inside += f'<text:change text:change-id="{name}"/>'
                else:
                    inside += escape(text)
            body.append(f"<text:p>{inside}</text:p>")
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
        '<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" fo:margin-left="1cm"/></style:style>'
    )
    tracked = f"<text:tracked-changes>{''.join(deleted)}</text:tracked-changes>"
    makers.odt(path, tracked + "".join(body), automatic=automatic)
    assert zipfile.is_zipfile(path)


def _spans(said: str) -> str:
    """A text whose words stand in spans, as it is after much editing."""
    return "".join(f"<text:span>{word}</text:span><text:s/>" for word in said.split(" ")).removesuffix("<text:s/>")


# The widths of Helvetica's letters from the blank to the tilde, in thousandths of its size.
WIDTHS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 "
    "278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 "
    "611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 "
    "556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584 "
).split()
SIZE, LEFT, RIGHT, STEP, TOP, FOOT = 11.0, 72.0, 523.0, 14.0, 760.0, 110.0


def _wide(text: str, size: float = SIZE) -> float:
    return sum(int(WIDTHS[ord(c) - 32]) if 32 <= ord(c) < 127 else 500 for c in text) * size / 1000


def lines_of(text: str, room: float, size: float = SIZE) -> list[str]:
    """A text broken into lines, long words with a hyphen."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if _wide(longer, size) <= room:
            line = longer
            continue
        half = len(word) // 2
        if word.isalpha() and len(word) > 8 and _wide(f"{line} {word[:half]}-", size) <= room:
            lines.append(f"{line} {word[:half]}-")
            line = word[half:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _pdf(path: Path, items: Sequence[Item], makers: ModuleType) -> None:
    pages: list[list[tuple[float, float, float, str, str]]] = [[]]
    y, numbers, notes = TOP, 0, list[tuple[int, str]]()

    def put(lines: Iterable[str], x: float, size: float = SIZE, font: str = "F1", gap: float = 10.0) -> None:
        nonlocal y
        for line in lines:
            if y < FOOT:
                turn()
            pages[-1].append((x, y, size, font, line))
            y -= STEP
        y -= gap

    def turn() -> None:
        nonlocal y
        for at, (number, note) in enumerate(notes):
            pages[-1].append((LEFT, FOOT - 24 - 11 * at, 8.0, "F1", f"{number} {note}"))
        notes.clear()
        pages[-1] += [(LEFT, 800, 8, "F1", "Rallying round, a report"), (290, 40, 8, "F1", str(len(pages)))]
        pages.append([])
        y = TOP

    for item in items:
        said = final(item.text)
        if item.kind == "heading":
            put([said], LEFT, 16.0, "F2")
        elif item.kind in ("block", "indented"):
            put(lines_of(said, RIGHT - LEFT - 72), LEFT + 36, gap=2)
            put([f"— {item.credit}"] if item.credit else [], LEFT + 36)
        elif item.kind == "row":
            put(lines_of(f"{item.cells[1]} ({item.cells[0]})", RIGHT - LEFT), LEFT)
        elif item.kind == "noted":
            numbers += 1
            if y < FOOT + 60:
                turn()
            put(lines_of(said.replace("{n}", str(numbers)), RIGHT - LEFT), LEFT)
            notes.append((numbers, item.credit))
        else:
            put(lines_of(said, RIGHT - LEFT), LEFT)
    turn()
    makers.pdf(path, [page for page in pages if page])
