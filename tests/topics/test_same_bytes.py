"""The same input gives the same bytes, in whatever order, with whatever hash seed and number of threads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import csv, hashlib, random, sys
sys.path.insert(0, sys.argv[1])
from conftest import CASES, Document, interview, make_study
from collabstudy.topics import embed, fit_passages, passages

with open(sys.argv[1] + "/four_themes.csv", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
names = sorted({row["document"] for row in rows})
random.Random(sys.argv[2]).shuffle(names)
transcripts = {name: interview(row["text"] for row in rows if row["document"] == name) for name in names}
study = make_study([Document(name, f"{name}.txt", CASES[name]) for name in names], transcripts)
found = passages(study, unit="turn")
print("order", *names)
print("embeddings", hashlib.sha256(embed(found).vectors.tobytes()).hexdigest())
for method in ("ward", "hdbscan", "nmf"):
    topics = fit_passages(found, method=method, n=4, seed=7, rounds=2)
    print(method, len(topics), hashlib.sha256(topics.to_bytes()).hexdigest())
"""
CIRCUMSTANCES = (("0", "1"), ("123", "2"), ("7", "4"))
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "MKL_NUM_THREADS")


@pytest.mark.slow
def test_same_bytes_whatever_file_order_hash_seed_and_number_of_threads(root: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(root / "tests" / "topics"), seed],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": seed} | dict.fromkeys(THREADS, threads),
        )
        for seed, threads in CIRCUMSTANCES
    ]
    told = [process.communicate()[0].splitlines() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    orders = {lines[0] for lines in told}
    results = {tuple(lines[1:]) for lines in told}
    assert len(orders) == 3
    assert len(results) == 1
    assert len(told[0]) == 5
