"""The matrix of themes and cases as a table in Word: an editor can change it, a screen reader can read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from collabstudy.briefing import blocks as b
from collabstudy.briefing import matrix as matrices
from collabstudy.briefing.plain import plain
from collabstudy.briefing.word import names as styles
from collabstudy.briefing.word import table as wordtable
from collabstudy.briefing.word.file import element
from collabstudy.briefing.word.styles import Styles

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MARKS = {"present": "●", "absent": "○", "not_asked": "–", "not_coded": "×"}
_FIRST, _COUNT, _NARROW, _TIGHT, _BROAD = 50.0, 18.0, 4.2, 6.0, 8.4  # millimetres
_PAGE = 28  # rows that a page has room for, and that are not parted
_ROW, _HEAD = 17.0, 5.2  # points: height of a row, and what a letter of a slanted name needs


def fits(matrix: b.Matrix, millimetres: float) -> bool:
    """Tell whether the cases have room beside one another."""
    return len(matrix.groups) * _NARROW + 0.6 * _FIRST + _COUNT <= millimetres


def write(document: Document, found: Styles, matrix: b.Matrix, millimetres: float, theme: str, count: str) -> Table:
    """Write the table; each row says at its end how many places voice the theme, of those asked and coded."""
    columns = matrices.columns(matrix)
    clusters = matrices.clusters(matrix)
    rows = list(_rows(matrix))
    heads = 2 if len(clusters) > 1 else 1
    table = wordtable.new(document, heads + len(rows), len(columns) + 2, found[styles.TABLE])
    each = min(max((millimetres - _COUNT - _FIRST) / len(columns), _NARROW), _BROAD)
    first = millimetres - _COUNT - each * len(columns)
    wordtable.fixed(table, [first, *[each] * len(columns), _COUNT])
    writer = _Writer(table, found, largest=len(styles.SIZES) if each > _TIGHT else 3)
    if heads == 2:
        writer.clusters(clusters)
    writer.names(heads - 1, [plain(group.name) for group in columns], theme, count)
    for at, row in enumerate(rows, heads):
        if isinstance(row, str):
            writer.branch(at, row)
        else:
            writer.marks(at, row, matrix)
        if len(rows) <= _PAGE or at + 1 == heads + len(rows) or not isinstance(rows[at + 1 - heads], str):
            writer.stay(at)
    for at in range(heads):
        writer.stay(at)
    wordtable.header(table, heads)
    return table


def key(matrix: b.Matrix, size: str) -> str:
    """What the marks mean, in one line."""
    told = (
        f"{MARKS[value]} {meaning}{f' ({size})' if value == 'present' else ''}"
        for value, meaning in matrices.key(matrix).items()
    )
    return "; ".join(told)


def _rows(matrix: b.Matrix) -> Iterator[b.MatrixRow | str]:
    """The rows, with the names of branches before them."""
    for branch, rows in matrices.branches(matrix):
        if branch in matrix.branches:
            yield matrix.branches[branch]
        yield from rows


class _Writer:
    """Rows of the matrix, written cell by cell."""

    def __init__(self, table: Table, found: Styles, *, largest: int) -> None:
        self.table, self.styles, self.largest = table, found, largest

    def clusters(self, clusters: list[tuple[str, int]]) -> None:
        row = self.table._tbl.tr_lst[0]
        at = 1
        for name, count in clusters:
            cell = wordtable.span(row, at, count)
            self._write(cell, name, styles.COLUMN)
            at += 1
        for cell in row.tc_lst:
            borders = element("w:tcBorders")
            borders.append(element("w:bottom", val="nil"))
            cell.get_or_add_tcPr().append(borders)
            self._style(cell, styles.COLUMN)

    def names(self, at: int, names: list[str], theme: str, count: str) -> None:
        row = self.table._tbl.tr_lst[at]
        for cell, name in zip(row.tc_lst, [theme, *names, count], strict=True):
            paragraph = self._write(cell, name, styles.COLUMN)
            wordtable.cell_property(cell, "w:vAlign", val="bottom")
            borders = element("w:tcBorders")
            borders.append(element("w:bottom", val="single", sz="12", space="0", color="auto"))
            cell.get_or_add_tcPr().xpath("./w:vAlign")[0].addprevious(borders)
            if cell not in (row.tc_lst[0], row.tc_lst[-1]):
                _no_margins(cell)
                wordtable.cell_property(cell, "w:textDirection", val="btLr")
            elif cell is row.tc_lst[-1]:
                _right(paragraph)
        wordtable.height(row, max(map(len, names), default=1) * _HEAD * self.styles.letters + 8, exact=False)

    def branch(self, at: int, name: str) -> None:
        row = self.table._tbl.tr_lst[at]
        self._write(wordtable.span(row, 0, len(row.tc_lst)), name, styles.GROUP)

    def marks(self, at: int, row: b.MatrixRow, matrix: b.Matrix) -> None:
        line = self.table._tbl.tr_lst[at]
        first, *cells, last = line.tc_lst
        self._write(first, f"{'· ' * row.depth}{row.name}", styles.CELL)
        for cell, mark in zip(cells, matrices.marks(matrix, row), strict=True):
            self._mark(cell, mark, matrix)
        count = f"{row.present} of {row.of}" if row.of else "–"
        _right(self._write(last, count, styles.CELL))
        for cell in line.tc_lst:
            wordtable.cell_property(cell, "w:vAlign", val="center")
        wordtable.height(line, _ROW, exact=False)

    def stay(self, at: int) -> None:
        """Keep a row on the page of the next: branches are whole, and what explains the marks stands with them."""
        from docx.text.paragraph import Paragraph

        for cell in self.table._tbl.tr_lst[at].tc_lst:
            Paragraph(cell.p_lst[0], self.table).paragraph_format.keep_with_next = True

    def _mark(self, cell: Any, mark: b.Mark, matrix: b.Matrix) -> None:
        paragraph = self._write(cell, MARKS[mark.value], styles.MARK)
        (run,) = paragraph.runs
        size = (
            styles.SIZES[min(matrices.size(mark, matrix), self.largest) - 1]
            if mark.value == "present"
            else styles.SILENT[mark.value]
        )
        run._r.style = self.styles[size]
        wordtable.cell_property(cell, "w:noWrap")
        _no_margins(cell)

    def _write(self, cell: Any, text: str, style: str) -> Paragraph:
        paragraph = self._style(cell, style)
        paragraph.add_run(text)
        return paragraph

    def _style(self, cell: Any, style: str) -> Paragraph:
        from docx.table import _Cell
        from docx.text.paragraph import Paragraph

        found = Paragraph(cell.p_lst[0], _Cell(cell, self.table))
        found._p.style = self.styles[style]
        return found


def _no_margins(cell: Any) -> None:
    """Let what stands in a cell have all of its width."""
    wordtable.cell_property(cell, "w:tcMar")
    for margins in cell.get_or_add_tcPr().xpath("./w:tcMar"):
        for side in ("left", "right"):
            margins.append(element(f"w:{side}", w="0", type="dxa"))


def _right(paragraph: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
