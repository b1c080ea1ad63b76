"""New studies: an empty one, or a copy of the demo."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from collabstudy.errors import StudyError
from collabstudy.io.outputs import write_whole

PARTS = ("study.toml", "corpus", "codebooks", "codings", "briefing", "notebooks")
LATER = "corpus/later"
_MARK = ".demo"


def new_study(folder: Path) -> tuple[str, ...]:
    """Write an empty study in which every file says what it is for; returns the files made.

    Raises StudyError when the folder is there and not empty.
    """
    _empty(folder)
    template = Path(str(files("collabstudy") / "run" / "template"))
    made = []
    for path in sorted(template.rglob("*")):
        if path.is_dir() or path.suffix == ".pyc":
            continue
        name = path.relative_to(template).as_posix().replace("dot-", ".")
        write_whole(folder / name, path.read_bytes())
        made.append(name)
    return tuple(made)


def demo_study(folder: Path) -> None:
    """Copy the demo study, without the interviews that arrive later being registered.

    Raises StudyError when the folder is there and holds anything but an earlier copy of the demo.
    """
    source = _demo_source()
    if (folder / _MARK).is_file():
        shutil.rmtree(folder)
    _empty(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("A copy of the demo study; `collabstudy demo` may replace it.\n", encoding="utf-8")
    for part in PARTS:
        if (source / part).is_dir():
            shutil.copytree(
                source / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
            )
        else:
            shutil.copy2(source / part, folder / part)


def arrive_later(folder: Path) -> tuple[str, ...]:
    """Register the demo's two further interviews, with the codings that came with them; returns their ids."""
    rows = (folder / LATER / "documents.csv").read_text(encoding="utf-8").splitlines()
    register = folder / "corpus" / "documents.csv"
    known = register.read_text(encoding="utf-8")
    if rows[1] in known:
        return ()
    write_whole(register, (known.rstrip("\n") + "\n" + "\n".join(rows[1:]) + "\n").encode("utf-8"))
    shutil.copytree(folder / LATER / "codings", folder / "codings", dirs_exist_ok=True)
    return tuple(row.split(",", 1)[0] for row in rows[1:])


def _demo_source() -> Path:
    inside = Path(str(files("collabstudy") / "_demo"))
    if inside.is_dir():
        return inside
    root = Path(str(files("collabstudy"))).parents[1]
    if (root / "study.toml").is_file():
        return root
    raise StudyError("this installation came without the demo study", hint="install collabstudy again")


def _empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError("there is something here already", hint="choose a folder that is not there yet", file=folder)
