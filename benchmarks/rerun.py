"""How long it takes to take up a study again: nothing changed, one interview more, one code edited.

    python -m benchmarks rerun [FOLDER] [--interviews 200] [--rounds 3] [--python PYTHON] [--demo]

FOLDER holds what gen.py of the folder ../shared makes (texts/*.txt, codebook.yaml). Without it gen.py is run, by
PYTHON, which has wordfreq. Every line is a whole process. Shown are medians: seconds of CPU, which bear a busy machine,
and of the clock. With --demo the demo study is built and rebuilt too.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from workload import edit_a_code, forget, generated, register, study_of

RUN_AT_MOST = 200  # interviews: the rules find 650 passages in each, more than people would ever code

OPENED = """
import sys, time
from collabstudy.run.opening import read_study
begun = time.perf_counter()
study = read_study(sys.argv[1])
print(len(study.documents), time.perf_counter() - begun)
"""


@dataclass
class Spent:
    """Seconds of each thing done, round by round."""

    cpu: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    clock: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def run(self, what: str, command: Sequence[str]) -> str:
        """Run a process to its end and note what it took."""
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
        self.clock[what].append(time.perf_counter() - begun)
        self.cpu[what].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return done.stdout

    def show(self, what: str, beside: str = "", limit: str = "") -> None:
        """One line: the medians, and the part of another thing's CPU that this takes."""
        cpu, clock = median(self.cpu[what]), median(self.clock[what])
        part = f"{cpu / median(self.cpu[beside]):.0%} of {beside}" if beside else ""
        print(f"{what:52s} {cpu:8.2f} {clock:8.2f}   {part:36s} {limit}".rstrip(), flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--interviews", type=int, default=200)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--python")
    asked.add_argument("--demo", action="store_true")
    chosen = asked.parse_args()
    print(f"{'':52s} {'CPU s':>8s} {'clock s':>8s}")
    with tempfile.TemporaryDirectory() as place:
        made = chosen.folder or generated(Path(place, "made"), chosen.interviews, chosen.python)
        folder = study_of(made, Path(place, "study"), chosen.interviews)
        tagging(folder, chosen.interviews, chosen.rounds)
        opening(folder, chosen.interviews, chosen.rounds)
        running(folder, min(chosen.interviews, RUN_AT_MOST))
        if chosen.demo:
            demo(Path(place, "demo"), chosen.rounds)


def typed(*words: object) -> list[str]:
    return [sys.executable, "-m", "collabstudy", *map(str, words)]


def tagging(folder: Path, interviews: int, rounds: int) -> None:
    spent, tag = Spent(), typed("tag", "--study", folder)
    cold = f"tag: {interviews - 1} interviews, cold"
    for number in range(rounds):
        forget(folder)
        register(folder, interviews - 1)
        spent.run(cold, tag)
        register(folder, interviews)
        spent.run("tag: one interview added", tag)
        edit_a_code(folder, number)
        spent.run("tag: one code of sixty edited", tag)
        spent.run("tag: nothing changed", tag)
    spent.show(cold)
    limits = ("at most 20 %", "at most 25 %") if interviews >= 1000 else ("", "")  # said of a thousand
    spent.show("tag: one interview added", cold, limits[0])
    spent.show("tag: one code of sixty edited", cold, limits[1])
    spent.show("tag: nothing changed", cold)


def opening(folder: Path, interviews: int, rounds: int) -> None:
    spent, inside = Spent(), []
    for _ in range(max(rounds, 5)):
        count, seconds = spent.run("a process that opens it", [sys.executable, "-c", OPENED, str(folder)]).split()
        assert int(count) == interviews
        inside.append(float(seconds))
    spent.show("a process that opens it")
    print(f"{f'opening {interviews} documents':52s} {'':8s} {median(inside):8.3f}   {'':36s} under 1 s", flush=True)


def running(folder: Path, interviews: int) -> None:
    """All steps but topics and notebooks, once; the rules are the evidence."""
    spent, run = Spent(), typed("run", "--study", folder)
    cold = f"run: {interviews - 1} interviews, cold"
    forget(folder)
    register(folder, interviews - 1)
    spent.run(cold, run)
    register(folder, interviews)
    spent.run("run: one interview added", run)
    spent.run("run: nothing changed", run)
    spent.show(cold)
    spent.show("run: one interview added", cold)
    spent.show("run: nothing changed", cold)


def demo(folder: Path, rounds: int) -> None:
    spent, run = Spent(), typed("run", "--study", folder)
    one, both = "run: the demo, one more interview", "run: the demo, another one more"
    for _ in range(rounds):
        subprocess.run([sys.executable, "-c", COPIED, str(folder)], check=True)
        spent.run("run: the demo, cold", run)
        lines = (folder / "corpus" / "later" / "documents.csv").read_text(encoding="utf-8").splitlines()[1:]
        for what, line in zip((one, both), lines, strict=True):
            with (folder / "corpus" / "documents.csv").open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
            name = f"{line.split(',', 1)[0]}.jsonl"
            (later,) = (folder / "corpus" / "later" / "codings").glob(f"*/{name}")
            later.replace(folder / "codings" / later.parent.name / name)
            spent.run(what, run)
        spent.run("run: the demo, nothing changed", run)
    spent.show("run: the demo, cold")
    for what in (one, both):
        spent.show(what, "run: the demo, cold", "at most 30 s by the clock")
    spent.show("run: the demo, nothing changed", "run: the demo, cold")


COPIED = """
import shutil, sys
from pathlib import Path
from collabstudy.run.making import demo_study
shutil.rmtree(sys.argv[1], ignore_errors=True)
demo_study(Path(sys.argv[1]))
"""


if __name__ == "__main__":
    main()
