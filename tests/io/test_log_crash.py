"""Kernels that are killed while they write: what was said to be saved is there."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from collabstudy.io.log import events_of
from collabstudy.io.logbook import open_logbook
from collabstudy.io.mending import is_torn
from collabstudy.model.checks import Problem

RUNS = 200
DOCUMENTS = 20
LONGEST_WAIT = 0.02

# A nursery of writers: forking one takes a millisecond, starting Python a hundred.
NURSERY = """
import os, random, sys
from pathlib import Path
import filelock
from collabstudy.io.logbook import open_logbook

def code(document, seed):
    luck = random.Random(seed)
    book = open_logbook(Path(sys.argv[1]), "mira", document)
    while True:
        doing = luck.random()
        standing = book.folded.codings
        if doing < 0.3 or not standing:
            event = book.write("add", code="trust", start=0, end=10, quote="\u00e9" * 10)
        elif doing < 0.8:
            length = luck.choice([10, 10, 10, 2_000_000])
            event = book.write("memo", coding=luck.choice(standing).id, memo="\u00e9" * length)
        else:
            event = luck.choice([book.undo, book.redo])()
        if event:
            os.write(1, f"ack {event.id}\\n".encode())

for line in sys.stdin:
    document, seed = line.split()
    child = os.fork()
    if not child:
        os.write(1, f"pid {os.getpid()}\\n".encode())
        try:
            code(document, int(seed))
        except BaseException as error:
            os.write(1, f"failed {error!r}\\n".encode())
        os._exit(1)
    os.waitpid(child, 0)
    os.write(1, b"end\\n")
"""


def killed(nursery: subprocess.Popen[bytes], log: Path, seed: int, seconds: float) -> list[str]:
    """Have a writer forked, kill it after a while; the ids that it said were saved.

    One in four is killed while it opens the log or soon after, the others after the first word of theirs; every other
    one when a long line is seen to grow: that is when a write can be torn.
    """
    assert nursery.stdin is not None and nursery.stdout is not None
    nursery.stdin.write(f"{log.stem} {seed}\n".encode())
    nursery.stdin.flush()
    writer = 0
    saved: list[str] = []
    for kind, told in _told(nursery.stdout):
        if kind == "end":
            return saved
        assert kind in ("pid", "ack"), f"{kind} {told}"
        if kind == "pid":
            writer = int(told)
        if (kind == "pid" and seed % 4 == 0) or (kind == "ack" and seed % 4 and not saved):
            time.sleep(seconds)
            if seed % 2:
                wait_for_growth(log)
            assert writer > 1
            os.kill(writer, signal.SIGKILL)
        saved += [told] if kind == "ack" else []
    raise AssertionError("the nursery ended")


def wait_for_growth(log: Path) -> None:
    until, size = time.monotonic() + 0.1, log.stat().st_size if log.exists() else 0
    while time.monotonic() < until and (not log.exists() or log.stat().st_size < size + 10_000):
        pass


def _told(stream: IO[bytes]) -> Iterator[tuple[str, str]]:
    for line in stream:
        kind, _, told = line.decode().strip().partition(" ")
        yield kind, told


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork and kill -9")
def test_two_hundred_kernels_killed_at_random_moments_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    luck = random.Random(20260122)
    saved: dict[str, set[str]] = {f"P{number:02}": set() for number in range(DOCUMENTS)}
    torn = 0
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as nursery:
        for run in range(RUNS):
            document = f"P{run % DOCUMENTS:02}"
            log = tmp_path / "codings/mira" / f"{document}.jsonl"
            saved[document] |= set(killed(nursery, log, run, luck.random() * LONGEST_WAIT))
            torn += whole_but_for_its_end(log, saved[document])
        assert nursery.stdin is not None
        nursery.stdin.close()
    assert sum(map(len, saved.values())) >= RUNS * 3 // 4
    for document, ids in saved.items():
        with open_logbook(tmp_path, "mira", document) as book:
            assert ids <= {event.id for event in book.events}
        problems: list[Problem] = []
        events_of(tmp_path, "mira", document, problems)
        assert problems == []
    assert torn or sys.platform != "linux"  # else no last line had to be mended
    print(f"{sum(map(len, saved.values()))} events saved in {RUNS} runs, {torn} last lines torn")


def whole_but_for_its_end(log: Path, saved: set[str]) -> bool:
    """Assert that what was saved is in the file and every line is whole; tell whether the last was torn."""
    if not log.exists():
        assert not saved
        return False
    *lines, last = log.read_bytes().split(b"\n")
    assert saved <= {json.loads(line)["id"] for line in lines}
    assert not last or is_torn(last)
    return bool(last)
