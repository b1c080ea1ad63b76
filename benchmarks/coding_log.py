"""How long the coding log takes: adding up a hundred thousand events, and saving one more.

    python benchmarks/coding_log.py [--events 100000] [--rounds 5] [--seed 7]

The events are made up: six in ten are codings of 140 characters, the rest changes to them, by two coders in fifty
documents each. Shown are medians of several rounds, in seconds of CPU, which bear a busy machine; saving is shown by
the clock, with fsync on the disk that holds the temporary folder (TMPDIR).
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from collabstudy.io.log import append_events, read_events
from collabstudy.io.log_checks import log_problems
from collabstudy.io.logbook import open_logbook
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.log import Do, Event, fold
from collabstudy.model.undo import steps

AT_MOST = 2.0
ONE_DOCUMENT = 3000
BOOK = Codebook("b", (Code("trust", "Trust"), Code("money", "Money")))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--seed", type=int, default=7)
    chosen = asked.parse_args()
    events = made_up(chosen.events, chosen.seed)
    with tempfile.TemporaryDirectory() as place:
        adding_up(events, Path(place), chosen.rounds)
    with tempfile.TemporaryDirectory() as place:
        saving(Path(place))


def made_up(count: int, seed: int) -> list[Event]:
    """Events in any order, as they come out of many files that were merged."""
    luck = random.Random(seed)
    coders = ("mira", "jonas")
    made: dict[str, list[str]] = {coder: [] for coder in coders}
    kinds: list[Do] = ["add", "recode", "memo", "move", "remove"]
    events = []
    for number in range(count):
        coder = coders[number % 2]
        do = luck.choices(kinds, [6, 1, 1, 1, 1])[0] if made[coder] else "add"
        if do == "add":
            made[coder].append(f"c-{number:016x}")
        coding = made[coder][-1] if do == "add" else luck.choice(made[coder])
        details = {"coding": coding} | (place(number) if do in ("add", "move") else {})
        details |= {"add": {"code": "trust"}, "recode": {"code": "money"}, "memo": {"memo": "look again"}}.get(do, {})
        document = f"P{int(coding[2:], 16) // 2 % 50:02}"
        when = (
            f"2026-{1 + number // 86400:02}-01T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}.000000Z"
        )
        events.append(Event(f"e-{number:016x}", when, do, coder, document, "b" * 16, details))
    luck.shuffle(events)
    return events


def place(number: int) -> dict[str, object]:
    words = "word " * 28
    return {"start": number, "end": number + 140, "quote": words, "prefix": words[:32], "suffix": words[:32]}


def adding_up(events: list[Event], folder: Path, rounds: int) -> None:
    append_events(folder, events)
    size = sum(path.stat().st_size for path in folder.rglob("*.jsonl")) / 1e6
    folded = fold(events)
    told = f"{len(folded.codings)} codings stand, {len(folded.removed)} were removed"
    print(f"{len(events)} events, {size:.0f} MB in {len(list(folder.rglob('*.jsonl')))} files: {told}")
    assert fold(read_events(folder, [])) == folded
    show("fold, in memory", took(lambda: fold(events), rounds))
    show("read the files", took(lambda: sum(1 for _ in read_events(folder, [])), rounds))
    show("read the files and fold", took(lambda: fold(read_events(folder, [])), rounds), f"at most {AT_MOST} s")
    show("everything that `collabstudy check` asks of them", took(lambda: log_problems(folder, BOOK, str), rounds))
    print(f"{'most memory used, with all events held twice':50s} {memory():8.0f} MB")


def saving(folder: Path) -> None:
    """One coder in one document with 3,000 codings: what happens between a key and the word `saved`."""
    with open_logbook(folder, "mira", "P01") as book:
        one = Event("", "", "add", "mira", "P01", details={"code": "trust", **place(0)})
        show(f"bring in {ONE_DOCUMENT} codings at once", took(lambda: book.append([one] * ONE_DOCUMENT), 1))
        saved, shown = [], []
        for number in range(200):
            begun = time.perf_counter()
            book.write("add", code="money", **place(number))
            saved.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            fold(book.events)
            steps(book.events)
            shown.append(time.perf_counter() - begun)
    show("save one more coding (fsync)", median(saved), f"p95 {quantiles(saved, n=20)[-1] * 1000:.1f} ms")
    show(
        "then fold that log and find what can be undone",
        median(shown),
        f"p95 {quantiles(shown, n=20)[-1] * 1000:.1f} ms",
    )


def took(what: Callable[[], object], rounds: int) -> float:
    """Seconds of CPU, the median of several rounds."""
    spent = []
    for _ in range(rounds):
        gc.collect()
        begun = time.process_time()
        what()
        spent.append(time.process_time() - begun)
    return median(spent)


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def show(what: str, seconds: float, beside: str = "") -> None:
    print(f"{what:50s} {seconds:8.4f} s   {beside}".rstrip(), flush=True)


if __name__ == "__main__":
    main()
