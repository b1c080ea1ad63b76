"""How long topics take: passages embedded per second, and a fit of 500 and of 2,500 passages by each method.

Each fit runs in a process of its own, so that loading, compiling and memory are its own too:

    python benchmarks/topics.py
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from statistics import median

from collabstudy.topics import Passage, Passages, embed, fit_passages, method_names
from collabstudy.topics.embed import one_thread_each
from collabstudy.topics.grouping import load_libraries
from collabstudy.topics.minilm import minilm

SIZES = (500, 2500)
LENGTHS = (12, 25, 60, 150)
THEMES = 12


def vocabulary() -> list[str]:
    words = minilm().tokenizer.get_vocab()
    return sorted(word for word in words if word.isascii() and word.isalpha() and len(word) > 3)


def made(count: int, shortest: int, longest: int) -> Passages:
    """Passages of random words, each about one of twelve themes with fifty words of its own."""
    words = vocabulary()
    chance = random.Random(7)
    themes = [chance.sample(words, 50) for _ in range(THEMES)]
    texts = []
    for number in range(count):
        length = chance.randint(shortest, longest)
        common = chance.choices(words, weights=[1 / (rank + 10) for rank in range(len(words))], k=length)
        own = chance.choices(themes[number % THEMES], k=length)
        texts.append(" ".join(chance.choice(pair) for pair in zip(common, own, strict=True)))
    places = tuple(
        Passage(f"D{number // 50:03}", number % 50 * 1000, number % 50 * 1000 + 999, number % 50 + 1, 1)
        for number in range(count)
    )
    return Passages("turn", 5, ("interview",), places, tuple(texts))


def embedding(length: int) -> tuple[float, float]:
    """Passages per second of about `length` words: one after the other, and by `embed` on all cores."""
    found = made(max(40, 6000 // length), length, length)
    with one_thread_each():
        alone = median(_seconds(lambda: [minilm().vector(text) for text in found.texts]) for _ in range(3))
    together = median(_seconds(lambda: embed(found)) for _ in range(3))
    return len(found) / alone, len(found) / together


def fitting(method: str, count: int) -> dict[str, float]:
    """Seconds to load, to embed, to fit first and again, without stability and with it; peak memory in MB."""
    found = made(count, 15, 80)
    told = {"load": _seconds(load_libraries)}
    kept = Kept()
    told["embed"] = _seconds(lambda: embed(found, cache=kept)) if method != "nmf" else 0.0

    def fit(rounds: int) -> float:
        return _seconds(lambda: fit_passages(found, method=method, n=THEMES, seed=1, rounds=rounds, cache=kept))

    told |= {"first": fit(0), "again": fit(0), "with stability": fit(10)}
    return told | {"MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


class Kept(dict[tuple[str, str], bytes]):
    """A cache in memory."""

    def get(self, shelf: str, key: str) -> bytes | None:  # type: ignore[override]
        """What was put there."""
        return super().get((shelf, key))

    def put(self, shelf: str, key: str, value: bytes) -> None:
        """Keep it."""
        self[shelf, key] = value


def _seconds(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def main() -> None:
    if len(sys.argv) == 3:
        print(json.dumps(fitting(sys.argv[1], int(sys.argv[2]))))
        return
    minilm().vector("warm")
    print("| words | passages/s, one thread | passages/s, embed |\n|---|---|---|")
    for length in LENGTHS:
        alone, together = embedding(length)
        print(f"| {length} | {alone:.0f} | {together:.0f} |")
    print("\n| method | passages | load s | embed s | first fit s | again s | with 10 stability rounds s | peak MB |")
    print("|---|---|---|---|---|---|---|---|")
    for method in method_names():
        for count in SIZES:
            line = subprocess.run(
                [sys.executable, __file__, method, str(count)], capture_output=True, check=True
            ).stdout
            told = json.loads(line)
            print(f"| {method} | {count} | " + " | ".join(f"{value:.1f}" for value in told.values()) + " |", flush=True)


if __name__ == "__main__":
    main()
