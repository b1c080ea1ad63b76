"""How a notebook becomes a page, with notebooks of three lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from lxml.html import HtmlElement, document_fromstring
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from collabstudy.errors import StudyError
from collabstudy.run import pages as run_pages
from collabstudy.run.notebooks import page

FIGURE = """
import plotly.graph_objects as go
go.Figure(go.Scatter(y=[1, 2], name="</script><script>alert(1)</script>"), layout={"height": 333})
"""
TABLE = """
import pandas as pd
pd.DataFrame({"name": ["Ash & <Sons>", "Birch"], "words": [12, 1]}, index=pd.Index(["a", "b"], name="case"))
"""


def write(folder: Path, *cells: str, name: str = "10_first") -> Path:
    """A notebook: cells that begin with # are prose."""
    made = [new_markdown_cell(cell) if cell.startswith("#") else new_code_cell(cell.strip()) for cell in cells]
    for number, cell in enumerate(made):
        cell["id"] = f"cell-{number}"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.ipynb"
    nbformat.write(new_notebook(cells=made), path)
    return path


def read(path: Path) -> HtmlElement:
    return document_fromstring(page(path).decode())


def test_the_title_is_the_first_heading(tmp_path: Path) -> None:
    tree = read(write(tmp_path, "# Salt & <pepper>\n\nWhat we found.", "1 + 1"))
    assert tree.findtext(".//title") == "Salt & <pepper>"
    assert tree.xpath("string(//div[@class='result'])").strip() == "2"


def test_without_a_heading_the_title_is_the_file_name(tmp_path: Path) -> None:
    assert read(write(tmp_path, "1 + 1")).findtext(".//title") == "10_first"


def test_a_page_leads_to_those_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "# Second", name="20_second")
    (tmp_path / "30_torn.ipynb").write_text("{", encoding="utf-8")
    links = read(write(tmp_path, "# First", "1")).xpath("//nav/a")
    assert [(link.get("href"), link.text, link.get("aria-current")) for link in links] == [
        ("10_first.html", "First", "page"),
        ("20_second.html", "Second", None),
    ]


def test_plotly_is_in_it_once_where_there_are_figures(tmp_path: Path) -> None:
    html = page(write(tmp_path, "# Figures", FIGURE, FIGURE)).decode()
    assert html.count("plotly.js v") == 1
    assert html.count("Plotly.newPlot(") == 2 + html.split("<main>")[0].count("Plotly.newPlot(")
    tree = document_fromstring(html)
    assert [figure.get("id") for figure in tree.xpath("//div[contains(@class, 'plotly-graph-div')]")] == [
        "figure-1",
        "figure-2",
    ]
    assert "alert(1)" not in [script.text for script in tree.iter("script")]


def test_without_a_figure_there_is_no_script(tmp_path: Path) -> None:
    html = page(write(tmp_path, "# None", TABLE)).decode()
    assert "<script" not in html
    assert len(html) < 20_000


def test_it_asks_nothing_of_the_network_and_may_not(tmp_path: Path, asked: Callable[[str], list[str]]) -> None:
    assert asked('<p><img src="https://a.example/b"><a href="//c"></a><style>p{background:url(d)}</style></p>') != []
    html = page(write(tmp_path, "# One", FIGURE, TABLE)).decode()
    assert asked(html) == []
    policy = document_fromstring(html).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none';")
    assert "http" not in policy and "*" not in policy


def test_a_table_has_one_row_of_heads_and_its_numbers_at_the_right(tmp_path: Path) -> None:
    table = read(write(tmp_path, "# Table", TABLE)).find(".//table")
    assert [head.text_content() for head in table.findall("thead/tr/th")] == ["case", "name", "words"]
    assert [cell.get("class") for cell in table.findall("tbody/tr/td")] == ["short", "number"] * 2
    assert table.findall("thead/tr/th")[-1].get("class") == "number"
    assert table.find("tbody/tr/td").text == "Ash & <Sons>"


def test_heads_of_two_levels_stay_two_rows(tmp_path: Path) -> None:
    cell = "import pandas as pd\npd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([('a', 'x'), ('a', 'y')]))"
    table = read(write(tmp_path, "# Table", cell)).find(".//table")
    assert len(table.findall("thead/tr")) == 2


def test_the_same_notebook_gives_the_same_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, "# Same", FIGURE, TABLE, "print('x')")
    assert page(path) == page(path)


def test_what_a_failing_cell_printed_is_not_repeated(tmp_path: Path) -> None:
    path = write(tmp_path / "notebooks", "# Broken", "print('a secret')", "print('another')\n1 / 0")
    with pytest.raises(StudyError) as failed:
        page(path)
    told = str(failed.value)
    assert told.startswith("notebooks/10_first.ipynb: code cell 2 failed: ZeroDivisionError: division by zero")
    assert "1 / 0" in told
    assert "secret" not in told


@pytest.mark.parametrize("held", ["", "[]", "{}", '{"cells": 3}', '{"nbformat": 4, "nbformat_minor": 5, "cells": 3}'])
def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, held: str) -> None:
    path = tmp_path / "10.ipynb"
    path.write_text(held, encoding="utf-8")
    with pytest.raises(StudyError, match="this is no notebook") as failed:
        page(path)
    assert failed.value.file == str(path)


def test_it_runs_in_this_python_whatever_else_is_called_python3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "data" / "kernels" / "python3"
    elsewhere.mkdir(parents=True)
    spec = {"argv": ["/no/such/python", "-f", "{connection_file}"], "display_name": "another", "language": "python"}
    (elsewhere / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    path = write(tmp_path / "notebooks", "# Where", "import sys, os\nprint(sys.prefix, os.getcwd(), sep='\\n')")
    shown = read(path).xpath("string(//div[@class='result'])").split()
    assert shown == [sys.prefix, str(path.parent)]


def test_a_widget_shows_what_it_shows_where_it_cannot_live_and_nothing_of_its_state() -> None:
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "m"}, "text/html": "<p>summary</p>"}
    state = {"state": {"m": {"state": {"text": "a whole transcript"}}}}
    notebook = new_notebook(cells=[new_code_cell("w", outputs=[_display(view)])])
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": state}
    html = run_pages.html(notebook)
    assert "<p>summary</p>" in html
    assert "transcript" not in html


def _display(data: dict[str, Any]) -> Any:
    return nbformat.from_dict({"output_type": "display_data", "data": data, "metadata": {}})
