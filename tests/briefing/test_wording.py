"""The words that stand on the briefing can be other ones, in every format."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx as python_docx

from collabstudy.briefing.blocks import Briefing
from collabstudy.briefing.docx import docx
from collabstudy.briefing.html import html
from collabstudy.briefing.labels import USUAL

Compose = Callable[..., Briefing]
OTHER = """
[wording]
figure = "Bild"
table = "Tafel"
asked_not_voiced = "gefragt, nichts gesagt"
not_asked = "nicht gefragt"
passages = "Stellen"
contents = "Inhalt"
close = "Zu"
evidence = "Anhang"
how_made = "Wie es gemacht ist"
to_fill = "fehlt noch"
"""


def test_they_stand_in_the_page_and_in_word(composed: Compose) -> None:
    briefing = composed(written={"briefing.toml": OTHER})
    page = html(briefing)
    document = python_docx.Document(io.BytesIO(docx(briefing)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for word in ("Bild 1.", "Tafel 1.", "gefragt, nichts gesagt", "Inhalt"):
        assert word in page
        assert word in text
    assert ">Stellen</h2>" in page
    assert 'data-close="Zu"' in page
    assert ">Wie es gemacht ist</h2>" in page
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"][-1] == "Anhang"
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert "fehlt noch" in cells
    for usual in ("asked, not voiced", "Figure 1", "Table 1", USUAL["to_fill"], "In this briefing"):
        assert usual not in page
        assert usual not in text


def test_a_word_is_text_and_never_markup(composed: Compose) -> None:
    page = html(composed(written={"briefing.toml": "[wording]\nfigure = '<b>F</b>'\nclose = '\"><script>x</script>'"}))
    assert "&lt;b&gt;F&lt;/b&gt; 1." in page
    assert "<script>x" not in page
