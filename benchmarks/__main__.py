"""The benchmarks: `python -m benchmarks` lists them, `python -m benchmarks NAME …` runs one.

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
    if len(sys.argv) < 2 or sys.argv[1] not in names():
        for name in names():
            print(f"{name:10s} {about(name)}")
        print("\npython -m benchmarks NAME --help tells more; what was measured stands in benchmarks/README.md")
        return 0 if len(sys.argv) < 2 else 2
    return subprocess.run([sys.executable, str(HERE / f"{sys.argv[1]}.py"), *sys.argv[2:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
