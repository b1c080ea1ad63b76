"""A study as it stood at a git revision, taken out of git into a folder of its own: nobody's files are touched."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from collabstudy.errors import StudyError
from collabstudy.io.outputs import write_whole

PARTS = ("study.toml", "corpus", "codebooks", "codings", "briefing")
_FILE = ("100644", "100755")
_POINTER = b"version https://git-lfs.github.com/spec/"
_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells its hooks of the repository in which it was called: this is asked of the study's own."""


def is_revision(folder: Path, name: str) -> bool:
    """Tell whether git knows a revision of this name here; where there is no git, it knows none."""
    try:
        commit_of(folder, name)
    except StudyError:
        return False
    return True


def is_shallow(folder: Path) -> bool:
    """Tell whether git has only the latest revisions here."""
    try:
        return _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except StudyError:
        return False


def commit_of(folder: Path, name: str) -> str:
    """The commit of a name such as `HEAD~1` or `v1`.

    Raises StudyError when git is not there, the folder is in no repository, or it has no such revision.
    """
    _git(folder, "rev-parse", "--git-dir")
    try:
        told = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except StudyError:
        hint = "`git log --oneline` names those that there are; two are written REV1..REV2"
        raise StudyError(f"git has no revision {name} here", hint=hint, file=folder) from None
    return told.decode("ascii").strip()


def take_out(folder: Path, commit: str, to: Path) -> None:
    """Write what people wrote in a study, as it was at a commit, into another folder.

    The study may be the repository or a folder in it. What Git LFS keeps elsewhere is not in git and left out. Raises
    StudyError when there was no study then.
    """
    listed = _git(folder, "ls-tree", "-r", "-z", commit, "--", *PARTS).split(b"\0")
    found: dict[Path, bytes] = {}
    for line in listed:
        told, _, name = line.partition(b"\t")
        mode, _, identity = told.decode("ascii").partition(" blob ")
        path = Path(name.decode("utf-8", "surrogateescape"))
        if mode in _FILE and not path.is_absolute() and ".." not in path.parts:
            found[path] = identity.encode("ascii")
    if Path("study.toml") not in found:
        hint = "compare with a later revision; where its folder had another name then, with one from after that"
        raise StudyError(f"there was no study here at {commit[:10]}: no study.toml", hint=hint, file=folder)
    contents = _blobs(folder, list(dict.fromkeys(found.values())))
    for path, blob in found.items():
        if not contents[blob].startswith(_POINTER):
            write_whole(to / path, contents[blob])


def _blobs(folder: Path, identities: list[bytes]) -> dict[bytes, bytes]:
    """What is in these objects, just as git keeps it."""
    told = _git(folder, "cat-file", "--batch", given=b"\n".join(identities) + b"\n")
    found: dict[bytes, bytes] = {}
    at = 0
    while at < len(told):
        end = told.index(b"\n", at)
        identity, kind, *size_told = told[at:end].split(b" ")
        if kind == b"missing":
            hint = "fetch it whole: `git fetch --refetch`"
            raise StudyError("git does not have all of this revision here", hint=hint, file=folder)
        size = int(size_told[0])
        found[identity] = told[end + 1 : end + 1 + size]
        at = end + 2 + size
    return found


def _git(folder: Path, *words: str, given: bytes | None = None) -> bytes:
    known = {name: told for name, told in os.environ.items() if name not in _OF_ANOTHER}
    try:
        done = subprocess.run(  # noqa: S603  only these words, and the folder of the study
            ["git", "-C", str(folder), *words],  # noqa: S607  the git that the user has
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            check=False,
            env={**known, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except FileNotFoundError:
        hint = "install it, or compare two runs: `collabstudy diff`"
        raise StudyError("git is not installed", hint=hint) from None
    except ValueError:  # a NUL in a name
        raise StudyError("no name in git has this in it", hint="`git log --oneline` names revisions") from None
    if done.returncode:
        hint = "compare two runs: `collabstudy diff`"
        raise StudyError("this folder is in no git repository, or git refuses", hint=hint, file=folder)
    return done.stdout
