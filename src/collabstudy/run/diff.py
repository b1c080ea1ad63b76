"""What changed between two runs, or two git revisions, in sentences."""

from __future__ import annotations

from pathlib import Path

from collabstudy.errors import StudyError
from collabstudy.run.differences import differences
from collabstudy.run.history import names, runs
from collabstudy.run.naming import naming
from collabstudy.run.opening import read_study
from collabstudy.run.revisions import is_revision, is_shallow
from collabstudy.run.then import between
from collabstudy.run.work import BUILD

_SHOWN = 10


def changes(folder: Path, since: str | None = None) -> list[str]:
    """Sentences on what the last run changed, against the one before or a named one; or on what changed in git.

    `since` is a run, as build/runs names it, or a git revision (`HEAD~1`, `v1`), with which the folder as it is now is
    compared, or two of them (`v1..v2`).

    Raises StudyError when there has been no run yet, none of that name, or no such revision.
    """
    known = names(folder / BUILD)
    if since is not None and since not in known:
        if ".." in since or is_revision(folder, since):
            before, now, remarks = between(folder, since)
            told = [*remarks, *differences(before, now, naming(before, now))]
            return told or [f"nothing has changed between {before.name} and {now.name}"]
        hint = f"runs: {', '.join(known[-_SHOWN:])}" if known else "there has been no run yet: `collabstudy run`"
        if is_shallow(folder):
            hint += "; this clone is shallow and lacks older revisions: `git fetch --unshallow`"
        raise StudyError(f"there is no run {since}, and no git revision", hint=hint)
    if not known:
        raise StudyError("there has been no run yet", hint="collabstudy run", file=folder / BUILD)
    kept = runs(folder / BUILD)
    if since is None and len(kept) == 1:
        return [f"there has been one run, {kept[0].name}; nothing to compare it with"]
    before, now = next(run for run in kept if run.name == (since or kept[-2].name)), kept[-1]
    told = differences(before, now, naming(before, now, read_study(folder)))
    return told or [f"nothing has changed between run {before.name} and run {now.name}"]
