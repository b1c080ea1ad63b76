"""The state of a study at a git revision, or as its folder is now."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.compare.counting.values import values
from collabstudy.errors import StudyError
from collabstudy.model.document import Document
from collabstudy.model.study import Study
from collabstudy.run.findings import check
from collabstudy.run.history import quoted_on
from collabstudy.run.keeping import Keeping
from collabstudy.run.opening import CACHE, kept_in, read_study
from collabstudy.run.revisions import commit_of, take_out
from collabstudy.run.sources_then import with_sources
from collabstudy.run.state import State, state_of

if TYPE_CHECKING:
    from collabstudy.compare.findings import Findings

HERE = "the folder as it is"


def between(folder: Path, told: str) -> tuple[State, State, list[str]]:
    """A study at two revisions (`v1..v2`), or at one and as it is now (`v1`), and what to know beforehand.

    Sources that are not in git are read as they are today where their text has not changed since they were coded, else
    from the text that was kept with the codings; which ones is said.

    Raises StudyError when git is not there, the folder is in no repository, a revision is not known, or the study could
    not be read as it was.
    """
    one, dots, other = told.partition("..")
    later = other.lstrip(".") if dots else ""
    before, about_before = _at(folder, one or "HEAD")
    now, about_now = _at(folder, later) if later else _here(folder)
    return before, now, [*about_before, *about_now]


def _here(folder: Path) -> tuple[State, list[str]]:
    study = read_study(folder)
    return _state(study, HERE, study.documents)


def _at(folder: Path, name: str) -> tuple[State, list[str]]:
    commit = commit_of(folder, name)
    with tempfile.TemporaryDirectory(prefix="collabstudy-") as place:
        past = Path(place).resolve() / "study"
        take_out(folder, commit, past)
        try:
            study = read_study(past)
            whole, remarks = with_sources(study, folder)
            state, more = _state(_kept_by_both(whole, folder), name, study.documents)
        except StudyError as error:
            raise _then(error, name, past) from error
    return state, [f"{name}: {remark}" for remark in (*remarks, *more)]


def _then(error: StudyError, name: str, past: Path) -> StudyError:
    """The same error, without the folder that is gone when it is read."""
    file = error.file.removeprefix(f"{past}/") if error.file else None
    return StudyError(f"at {name}: {error.problem}", hint=error.hint, file=file, line=error.line)


def _state(study: Study, name: str, documents: tuple[Document, ...]) -> tuple[State, list[str]]:
    findings = check(study)
    quoted, remarks = _quoted(study, findings)
    told, files = state_of(
        study,
        findings,
        values(study),
        name=name,
        documents=documents,
        sources=_sources(study.folder, documents),
        quoted=quoted,
    )
    return State(told, files.__getitem__), remarks


def _sources(folder: Path, documents: tuple[Document, ...]) -> dict[str, str]:
    """The hash of each source; of text without its line ends, which git writes as the machine has them."""
    found = {}
    for document in documents:
        path = folder / "corpus" / document.file
        content = path.read_bytes() if path.is_file() else None
        if content is not None:
            whole = content if b"\0" in content else content.replace(b"\r\n", b"\n")
            found[f"corpus/{document.file}"] = sha256(whole).hexdigest()
    return found


def _quoted(study: Study, findings: Findings) -> tuple[dict[str, str] | None, list[str]]:
    """The codings that the briefing quotes; where it cannot be put together, why."""
    from collabstudy.briefing.compose import compose
    from collabstudy.briefing.html import html
    from collabstudy.run.work import crosstab_of

    try:
        made = compose(study, crosstab=crosstab_of(study), figures={}, manifest={}, findings=findings)
    except StudyError as error:
        return None, [f"nothing is said of quotations, because the briefing cannot be put together: {error.problem}"]
    return quoted_on(html(made)), []


@dataclass(frozen=True, slots=True)
class _Both:
    """The cache of a study as it was, which may take from that of the study as it is and puts nothing there."""

    then: Keeping
    now: Keeping

    def get(self, shelf: str, key: str) -> bytes | None:
        kept = self.then.get(shelf, key)
        return self.now.get(shelf, key) if kept is None else kept

    def put(self, shelf: str, key: str, value: bytes) -> None:
        self.then.put(shelf, key, value)


def _kept_by_both(study: Study, folder: Path) -> Study:
    return kept_in(study, _Both(Keeping(study.folder / CACHE), Keeping(folder / CACHE)))
