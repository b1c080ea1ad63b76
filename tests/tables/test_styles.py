"""The rules of a table against those of its neighbours on the page."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

OWN = sorted(
    file.name
    for file in files("collabstudy.tables").iterdir()
    if file.name.endswith(".css") and file.name != "notebook.css"
)


@pytest.mark.parametrize("name", OWN)
def test_what_a_table_adds_to_the_common_rules_holds_also_when_another_table_follows(name: str) -> None:
    """The next table brings notebook.css again, which cut the distinctive words off on the left."""
    style = files("collabstudy.tables").joinpath(name).read_text(encoding="utf-8")
    selectors = [
        one.strip()
        for rule in re.findall(r"([^{}]+)\{[^{}]*\}", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
        for one in rule.split(",")
        if not rule.strip().startswith("@")
    ]
    assert selectors
    assert [one for one in selectors if not re.match(r"\.cs-table\.cs-\w+", one)] == []
