"""A notebook that has been run, as one page that needs nothing else: no network, no other file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from nbformat import NotebookNode

TEMPLATE = "notebook_page"
FIGURE = "application/vnd.plotly.v1+json"
# Drawn as HTML first; a widget shows what it would show where it cannot live.
SHOWN = ("text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/latex", "text/plain")
SHORT = 20  # letters that stay on one line of a table
_HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)
_NUMBER = re.compile(r"[-−+]?[\d,.]+ ?%?|NaN|<NA>|")


def html(notebook: NotebookNode, name: str = "", beside: Sequence[tuple[str, str]] = ()) -> str:
    """The page of a notebook that has been run. `beside` are the file names and titles of the pages to lead to.

    What a notebook prints or draws is shown as it is: whoever hands out words has asked for consent before.
    """
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    shown = deepcopy(notebook)
    figures = _with_figures(shown)
    _with_tables(shown)
    page = {
        "title": title(notebook) or name,
        "beside": list(beside),
        "css": _own("page.css"),
        "plotly": _plotly() if figures else "",
    }
    with as_file(files("collabstudy.run") / TEMPLATE) as folder:
        exporter = HTMLExporter(  # type: ignore[no-untyped-call]  # nbconvert has no types
            template_name=folder.name,
            extra_template_basedirs=[str(folder.parent)],
            embed_images=True,
            exclude_anchor_links=True,
            config=Config(NbConvertBase={"display_data_priority": list(SHOWN)}),
        )
        told, _ = exporter.from_notebook_node(shown, {"page": page})
    return str(told)


def title(notebook: NotebookNode) -> str:
    """The first heading of a notebook, empty when it has none."""
    prose = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return next((found[1].strip() for found in map(_HEADING.search, prose) if found), "")


def _own(name: str) -> str:
    return (files("collabstudy.run") / TEMPLATE / name).read_text(encoding="utf-8")


def _plotly() -> str:
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs())


def _outputs(notebook: NotebookNode) -> Iterator[Any]:
    for cell in notebook.cells:
        yield from (output for output in cell.get("outputs", ()) if "data" in output)


def _with_figures(notebook: NotebookNode) -> int:
    """Put plotly's figures in as HTML and count them."""
    from plotly.io import to_html

    drawn = 0
    for output in _outputs(notebook):
        if FIGURE not in output.data:
            continue
        drawn += 1
        output.data = {
            "text/html": to_html(
                dict(output.data[FIGURE]),
                config={"displayModeBar": False, "showTips": False},
                include_plotlyjs=False,
                full_html=False,
                div_id=f"figure-{drawn}",
                default_height=output.data[FIGURE].get("layout", {}).get("height", 420),
                validate=False,
            )
        }
    return drawn


def _with_tables(notebook: NotebookNode) -> None:
    """Lay out pandas' tables for reading: numbers to the right, one row of heads, wide ones in a box that scrolls."""
    for output in _outputs(notebook):
        if 'class="dataframe"' in output.data.get("text/html", ""):
            output.data = {"text/html": _table(output.data["text/html"])}


def _table(html: str) -> str:
    from lxml.html import fragment_fromstring, tostring

    box = fragment_fromstring(html, create_parent="div")
    for style in box.findall(".//style"):
        style.drop_tree()
    for table in box.iter("table"):
        _one_row_of_heads(table)
        _align(table)
    box.attrib.update({"class": "scroll", "role": "region", "aria-label": "Table", "tabindex": "0"})
    return str(tostring(box, encoding="unicode"))


def _one_row_of_heads(table: HtmlElement) -> None:
    """Bring the names of the index up beside the columns' names, where pandas gives them a row of their own."""
    heads = [list(row) for row in table.findall("thead/tr")]
    if len(heads) != 2 or len(heads[0]) != len(heads[1]):
        return
    index = len(table.findall("tbody/tr[1]/th"))
    if any(_told(head) for head in heads[1][index:]):  # columns of two levels
        return
    for above, below in zip(heads[0][:index], heads[1], strict=False):
        above.text = _told(below)
    heads[1][0].getparent().drop_tree()


def _align(table: HtmlElement) -> None:
    rows = [row.findall("td") for row in table.findall("tbody/tr")]
    heads = table.findall("thead/tr[last()]/th")
    columns = list(zip(*rows, strict=False))
    for head, cells in zip(heads[len(heads) - len(columns) :], columns, strict=False):
        number = all(_NUMBER.fullmatch(_told(cell)) for cell in cells)
        for cell in cells:
            cell.set("class", "number" if number else "short" if len(_told(cell)) <= SHORT else "long")
        if number:
            head.set("class", "number")


def _told(cell: HtmlElement) -> str:
    return str(cell.text_content()).strip()
