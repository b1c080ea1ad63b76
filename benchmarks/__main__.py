"""The benchmarks: `python -m benchmarks` lists them, `python -m benchmarks NAME …` runs one, `… all` every one.

Each is a file beside this one; the numbers that were measured stand in README.md.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NO_BENCHMARKS = ("__main__", "__init__", "workload")


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NO_BENCHMARKS)


def about(name: str) -> str:
    """The sentence that a benchmark opens with."""
    told = ast.get_docstring(ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))) or ""
    return told.split("\n", 1)[0]


def main() -> int:
    asked, more = sys.argv[1:2], sys.argv[2:]
    chosen = names() if asked == ["all"] else asked
    if not asked or not set(chosen) <= set(names()):
        for name in names():
            print(f"{name:10s} {about(name)}")
        print("\npython -m benchmarks NAME --help tells more; what was measured stands in benchmarks/README.md")
        return 2 if asked else 0
    return max(run(name, more) for name in chosen)


def run(name: str, more: list[str]) -> int:
    print(f"== {name}", flush=True)
    return subprocess.run([sys.executable, str(HERE / f"{name}.py"), *more], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
