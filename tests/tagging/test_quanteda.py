"""Ten interviews hold exactly as many words of each code as R quanteda 4.3.1 counts in them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

from collabstudy.model.codebook import Code
from collabstudy.tagging.texts import tag_texts

PYTHON = os.environ.get("COLLABSTUDY_BENCH_PYTHON") or (sys.executable if find_spec("wordfreq") else "")


@pytest.fixture(scope="module")
def ten(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first ten interviews of the seeded corpus, with its codebook."""
    if not PYTHON:
        pytest.skip("needs wordfreq, or COLLABSTUDY_BENCH_PYTHON=/a/python/that/has/it")
    folder = tmp_path_factory.mktemp("bench")
    made = subprocess.run(
        [PYTHON, str(shared / "bench" / "gen.py"), str(folder / "texts"), "10"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert json.loads(made.stdout)["sha256"] == "3d01143b66f8ae0c"  # the same bytes that quanteda was given
    return folder


def test_every_count_is_the_same(ten: Path, shared: Path) -> None:
    book = json.loads((ten / "codebook.json").read_text(encoding="utf-8"))
    codes = [Code(name, name, terms=tuple(terms)) for category in book.values() for name, terms in category.items()]
    texts = [path.read_text(encoding="utf-8") for path in sorted((ten / "texts").glob("*.txt"))]
    with (shared / "bench" / "quanteda_4.3.1_counts_n10.csv").open(encoding="utf-8") as file:
        counted = {row["code"]: int(row["n"]) for row in csv.DictReader(file)}
    assert (len(codes), len(texts), sum(counted.values())) == (60, 10, 6445)

    found = Counter(codes[index].id for index in tag_texts(codes, texts, "en").code.tolist())
    assert dict(found) == counted
