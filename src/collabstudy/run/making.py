"""New studies: an empty one, or a copy of the demo."""

from __future__ import annotations

import shutil
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from collabstudy.errors import StudyError
from collabstudy.io.outputs import write_whole

PARTS = ("study.toml", "corpus", "codebooks", "codings", "briefing", "notebooks")
LATER = "corpus/later"
_MARK = ".demo"
_MARKED = "A copy of the demo study; `collabstudy demo` may replace it as long as these files are as they were:"
_MADE = (_MARK, "build", ".collabstudy")
_NOT_WORK = ("__pycache__", ".ipynb_checkpoints", ".DS_Store")


def new_study(folder: Path) -> tuple[str, ...]:
    """Write an empty study in which every file says what it is for, with the notebooks of the demo.

    Returns the files made. Raises StudyError when the folder is there and not empty.
    """
    _empty(folder)
    notebooks = _demo_source() / "notebooks"
    made = _template("**/*") | {f"notebooks/{path.name}": path for path in sorted(notebooks.glob("*.ipynb"))}
    for name, path in made.items():
        write_whole(folder / name, path.read_bytes())
    return tuple(made)


def _template(pattern: str) -> dict[str, Path]:
    """What an empty study is made of, by the names that the files have there."""
    template = Path(str(files("collabstudy") / "run" / "template"))
    found = [path for path in sorted(template.glob(pattern)) if path.is_file() and path.suffix != ".pyc"]
    return {path.relative_to(template).as_posix().replace("dot-", "."): path for path in found}


def demo_study(folder: Path) -> None:
    """Copy the demo study, without the interviews that arrive later being registered.

    An earlier copy is replaced, unless somebody has worked in it. Raises StudyError when there is anything else in the
    folder, or the disk refuses.
    """
    source, folder = _demo_source(), folder.resolve()
    _make_way(folder)
    for_git = _template("dot-git*")
    ours = {name: told for part in PARTS for name, told in _files(source, source / part).items()}
    _mark(folder, ours | {name: _told(path) for name, path in for_git.items()})
    try:
        for name, path in for_git.items():
            shutil.copyfile(path, folder / name)
        for part in PARTS:
            if (source / part).is_dir():
                shutil.copytree(source / part, folder / part, ignore=shutil.ignore_patterns(*_NOT_WORK))
            else:
                shutil.copy2(source / part, folder / part)
    except OSError as error:  # shutil.Error is one too
        told = error.strerror or "the disk refuses"
        raise StudyError(
            f"not written: {told}", hint="free some space, or choose another folder", file=folder
        ) from error


def arrive_later(folder: Path) -> tuple[str, ...]:
    """Register the demo's two further interviews, with the codings that came with them; returns their ids."""
    rows = (folder / LATER / "documents.csv").read_text(encoding="utf-8").splitlines()
    register = folder / "corpus" / "documents.csv"
    known = register.read_text(encoding="utf-8")
    if rows[1] in known:
        return ()
    write_whole(register, (known.rstrip("\n") + "\n" + "\n".join(rows[1:]) + "\n").encode("utf-8"))
    codings = folder / LATER / "codings"
    shutil.copytree(codings, folder / "codings", dirs_exist_ok=True)
    if (folder / _MARK).is_file():
        came = {f"codings/{name}": told for name, told in _files(codings, codings).items()}
        _mark(folder, _marked(folder) | came | _files(folder, register))
    return tuple(row.split(",", 1)[0] for row in rows[1:])


def _mark(folder: Path, ours: dict[str, str]) -> None:
    """Note what we put here, so that a later copy may replace that, and nothing else."""
    lines = [_MARKED, *(f"{told}  {name}" for name, told in sorted(ours.items()))]
    write_whole(folder / _MARK, "\n".join([*lines, ""]).encode("utf-8"))


def _marked(folder: Path) -> dict[str, str]:
    lines = (folder / _MARK).read_text(encoding="utf-8").splitlines()[1:]
    return {name: told for told, _, name in (line.partition("  ") for line in lines)}


def _make_way(folder: Path) -> None:
    """Take away an earlier copy in which nobody has worked; of anything else say that it is there."""
    if not (folder / _MARK).is_file():
        return _empty(folder)
    ours = _marked(folder)
    there = {name: told for name, told in _files(folder, folder).items() if name.partition("/")[0] not in _MADE}
    theirs = [name for name, told in there.items() if ours.get(name) != told]
    if theirs:
        more = f" and {len(theirs) - 1} more" if len(theirs) > 1 else ""
        raise StudyError(
            f"somebody has worked in this copy of the demo: {theirs[0]}{more}",
            hint="choose another folder, or delete this one yourself",
            file=folder,
        )
    return shutil.rmtree(folder)


def _files(folder: Path, place: Path) -> dict[str, str]:
    """The files in a place by their names in the folder, with the SHA-256 of their bytes."""
    found = [path for path in (place, *sorted(place.rglob("*"))) if path.is_file()]
    return {path.relative_to(folder).as_posix(): _told(path) for path in found if not set(path.parts) & set(_NOT_WORK)}


def _told(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


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
