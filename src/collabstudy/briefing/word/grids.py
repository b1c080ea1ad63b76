"""Tables of the briefing as tables of the Word document, with their captions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from collabstudy.briefing import blocks as b
from collabstudy.briefing.word import file as word
from collabstudy.briefing.word import names as styles
from collabstudy.briefing.word import table as wordtable
from collabstudy.briefing.word.lines import Lines

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

SHORT, BRIEF = 11, 900  # rows and letters of a table that is kept on one page


class Grids(Lines):
    """What writes tables into a document."""

    def table(self, item: b.Table) -> None:
        """A table under its caption; a short one stays on one page."""
        self.caption("table", item.number, item.caption).paragraph_format.keep_with_next = True
        header = tuple((b.Text(column),) for column in item.columns)
        table = self.grid([header, *item.rows], item.numeric)
        if len(item.rows) <= SHORT and sum(len(b.told(cell)) for row in item.rows for cell in row) <= BRIEF:
            wordtable.together(table)
        for at in sorted(item.heads, reverse=True):
            self.head(table, at + 1, item.heads[at])

    def grid(self, rows: Sequence[Sequence[b.Line]], numeric: Iterable[int] = ()) -> Table:
        """A table whose first row is its header."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        told = [[b.told(line) for line in column] for column in zip(*rows, strict=True)]
        small = wordtable.crowded(told, self.width, larger=self.styles.letters)
        heading, text = (styles.SMALL_COLUMN, styles.SMALL) if small else (styles.COLUMN, styles.CELL)
        table = wordtable.new(self.document, len(rows), len(rows[0]), self.styles[styles.TABLE])
        for at, (row, lines) in enumerate(zip(table._tbl.tr_lst, rows, strict=True)):
            for column, (cell, line) in enumerate(zip(row.tc_lst, lines, strict=True)):
                paragraph = self.cell(table, cell, line, text if at else heading)
                if column in numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        wordtable.header(table)
        wordtable.widths(table, told, self.width, larger=self.styles.letters)
        self.gap()
        return table

    def head(self, table: Table, at: int, text: str) -> None:
        """A line across the table, before a row."""
        row = word.element("w:tr")
        properties = word.element("w:trPr")
        properties.append(word.element("w:cantSplit"))
        row.append(properties)
        cell = word.element("w:tc")
        cell.append(word.element("w:tcPr"))
        cell.tcPr.append(word.element("w:gridSpan", val=str(len(table._tbl.tblGrid.gridCol_lst))))
        cell.append(word.element("w:p"))
        row.append(cell)
        table._tbl.tr_lst[at].addprevious(row)
        self.cell(table, cell, (b.Text(text),), styles.GROUP)

    def cell(self, table: Table, cell: Any, line: b.Line, style: str) -> Paragraph:
        """Write a line into an empty cell."""
        from docx.table import _Cell
        from docx.text.paragraph import Paragraph

        paragraph = Paragraph(cell.p_lst[0], _Cell(cell, table))
        paragraph._p.style = self.styles[style]
        self.fill(paragraph, line)
        return paragraph

    def gap(self, *, together: bool = False) -> None:
        """Room below a table; Word would run two tables into one."""
        self.paragraph((), styles.GAP).paragraph_format.keep_with_next = together or None

    def caption(self, what: str, number: int, line: b.Line) -> Paragraph:
        """A caption that Word numbers; `what` is figure or table."""
        paragraph = self.paragraph((), "Caption")
        paragraph.add_run(f"{self.labels[what]} ").bold = True
        word.field(paragraph, f"SEQ {self.labels[what]} \\* ARABIC", str(number))
        paragraph.add_run(". ").bold = True
        self.fill(paragraph, line)
        return paragraph

    def claims(self, item: b.Claims) -> None:
        """Sentences with their results."""
        header = tuple((b.Text(self.labels[name]),) for name in ("result", "sentence", "count"))
        rows = [((b.Text(claim.called),), (b.Text(claim.statement),), claim.count) for claim in item.claims]
        table = self.grid([header, *rows], numeric=(2,))
        for row, claim in zip(table._tbl.tr_lst[1:], item.claims, strict=True):
            self.claim(table, row, claim)
        wordtable.fixed(table, [24, self.width - 24 - 34, 34])

    def claim(self, table: Table, row: Any, claim: b.Claim) -> None:
        """The colour of a result, and what is known besides under the sentence."""
        from docx.table import _Cell

        result, sentence, _ = row.tc_lst
        for run in result.p_lst[0].r_lst:
            run.style = self.styles[styles.RESULTS[claim.result]]
        if claim.note:
            paragraph = _Cell(sentence, table).add_paragraph()
            paragraph._p.style = self.styles[styles.CELL_NOTE]
            self.fill(paragraph, (b.Text(claim.note),))
