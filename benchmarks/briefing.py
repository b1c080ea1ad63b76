"""How long it takes to see a change of prose in the briefing: the demo, rebuilt after an edit.

    python -m benchmarks briefing [--rounds 5]

Each round changes a file of briefing/ and runs `collabstudy run` as a whole process; after a change of prose nothing
but the briefing may be made again. Shown are medians: seconds of the clock and of CPU.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

LIMIT = 5.0  # seconds by the clock, on a quiet machine
CHANGES = {
    "a word of the summary": "briefing/summary.md",
    "the text of a place": "briefing/cases/carrowby.md",
    "a setting of the briefing": "briefing/briefing.toml",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    slow = 0
    with tempfile.TemporaryDirectory() as place:
        study = demo(Path(place) / "study")
        clock, cpu, _ = run(study)
        print(f"{'the demo, cold':40s} {clock:8.2f} s {cpu:8.2f} s of CPU", flush=True)
        for what, file in CHANGES.items():
            found = [edited(study, study / file, number) for number in range(rounds)]
            clock, cpu = (median(times) for times in zip(*found, strict=True))
            prose = file.endswith(".md")
            slow += prose and clock > LIMIT
            limit = f"   limit {LIMIT:.0f} s" if prose else ""
            print(f"{what:40s} {clock:8.2f} s {cpu:8.2f} s of CPU{limit}", flush=True)
    return min(slow, 1)


def demo(folder: Path) -> Path:
    """A copy of the demo study."""
    from collabstudy.run.making import demo_study

    demo_study(folder)
    return folder


def edited(study: Path, file: Path, number: int) -> tuple[float, float]:
    """Change a file of prose, rebuild, and hold that after a change of prose nothing but the briefing was made."""
    before = file.read_text(encoding="utf-8")
    mark = f"\n# round {number}\n" if file.suffix == ".toml" else f"\n\nRound {number}.\n"
    file.write_text(before + mark, encoding="utf-8")
    clock, cpu, made = run(study)
    if file.suffix == ".md" and made != ["briefing"]:
        raise SystemExit(f"made {made} after a change of {file.name}")
    file.write_text(before, encoding="utf-8")
    return clock, cpu


def run(study: Path) -> tuple[float, float, list[str]]:
    """`collabstudy run`: seconds of the clock and of CPU, and the steps that were made."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "collabstudy", "run", "--json", "--study", str(study)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    clock, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return clock, cpu, json.loads(done.stdout)["made"]


if __name__ == "__main__":
    sys.exit(main())
