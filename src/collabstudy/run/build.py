"""Rebuild what changed, and only that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from collabstudy import plugins
from collabstudy.errors import MissingPartError, StudyError, TooFewError
from collabstudy.io.alone import alone
from collabstudy.io.briefing import read_briefing
from collabstudy.io.findings import read_findings
from collabstudy.model.study import Study
from collabstudy.run.ending import findings_of, last_known
from collabstudy.run.history import record
from collabstudy.run.manifest import (
    Manifest,
    input_hashes,
    program_hash,
    read_manifest,
    versions,
    write_manifest,
)
from collabstudy.run.opening import read_study
from collabstudy.run.reanchoring import reanchor
from collabstudy.run.work import Work

STEPS = plugins.names("collabstudy.run.steps")


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: steps made, left alone, left out (with the reason), and counts of the work.

    `texts` says what became of codings whose texts had changed, `unread` how many lines of the logs were not counted,
    `findings` what became of each sentence, in the order of findings.yaml, and what was found `before`, where that was
    something else.
    """

    run: str
    made: tuple[str, ...]
    left_alone: tuple[str, ...]
    left_out: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    results: dict[str, int] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    unread: int = 0
    findings: tuple[dict[str, Any], ...] = ()

    @property
    def broken(self) -> tuple[str, ...]:
        """The findings that no longer hold."""
        return tuple(finding["finding"] for finding in self.findings if finding["result"] == "broken")

    def told(self) -> dict[str, Any]:
        """The report for machines."""
        return {name: getattr(self, name) for name in self.__slots__}

    def sentences(self) -> list[str]:
        """The report for people."""
        said = [*self.texts, *unread(self.unread)]
        if not self.made and not self.left_out:
            return [*said, f"nothing has changed since run {self.run}; nothing was done"]
        said += [f"run {self.run}: rebuilt {', '.join(self.made) or 'nothing'}"]
        if self.left_alone:
            said.append(f"unchanged and left alone: {', '.join(self.left_alone)}")
        said.append("work: " + ", ".join(_counted(n, what) for what, n in self.counts.items()))
        if self.results:
            said.append("sentences: " + ", ".join(f"{n} {result}" for result, n in self.results.items()))
        return said + [f"left out: {step}, because {why}" for step, why in self.left_out.items()]


def unread(lines: int) -> list[str]:
    """What to say of lines of coding logs that could not be read.

    >>> unread(1)
    ['1 line of codings could not be read and was not counted: `collabstudy check` names it']
    """
    if not lines:
        return []
    many = lines > 1
    told = f"{lines} line{'s' if many else ''} of codings could not be read and {'were' if many else 'was'} not counted"
    return [f"{told}: `collabstudy check` names {'them' if many else 'it'}"]


def _counted(number: int, what: str) -> str:
    return f"{number} {what.replace('documents', 'document') if number == 1 else what}"


def rebuild(folder: Path, *, afresh: bool = False, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Make every step whose inputs changed since the last run.

    Where transcripts have changed, it is first written into the logs where their codings stand now.

    Raises StudyError when the study cannot be read, a step fails or another run is under way. What earlier runs made
    stays whole, and the steps that were made before the failure are not made again by the next run.
    """
    study = _with_its_sources(read_study(folder))
    _written_down(study)
    with alone(study.folder):
        return _rebuilt(Work(study), afresh, progress)


def _with_its_sources(study: Study) -> Study:
    for problem in study.problems:
        if problem.code == "document-gone":
            raise StudyError(problem.problem, hint=problem.hint, file=problem.file, line=problem.line)
    return study


def _written_down(study: Study) -> None:
    """Read what people write by hand before anything is made of it: a slip is told at once, and not after the models.

    Raises SettingsError for findings.yaml or briefing.toml that say what they must not.
    """
    from collabstudy.briefing.settings import choices
    from collabstudy.compare.findings import sound

    sound(study, read_findings(study.folder))
    choices(read_briefing(study.folder))


def _rebuilt(work: Work, afresh: bool, progress: Callable[[str], None]) -> Report:
    moved = reanchor(work.study)
    before = read_manifest(work.build)
    now = _begin(work, input_hashes(work.study.folder))
    said = (tuple(moved.sentences()), now.unread)
    made, left_alone = list(before.unfinished), []
    left_out: dict[str, str] = {}
    program = program_hash()
    with _kept_when_it_fails(work, before, now, made):
        for name, step in _in_order():
            progress(name)
            key = _key(name, step, program, now)
            kept = before.steps.get(name, {})
            if not afresh and kept.get("key") == key and _whole(work.build, kept.get("outputs", {})):
                now.steps[name] = kept
                if not kept.get("left_out") and name not in made:
                    left_alone.append(name)
                continue
            reason = _make(step, work)
            now.steps[name] = {"key": key, "outputs": _outputs(work), "left_out": reason}
            left_out |= work.without
            if reason:
                left_out[name] = reason
            elif name not in made:
                made.append(name)
        if not made and not left_out:
            return Report(before.run, (), tuple(left_alone), {}, {}, {}, *said, findings_of(last_known(work.build)))
        _clear(work.build, before, now)
        earlier = last_known(work.build)
        findings = findings_of(record(work, now), earlier)
        results = dict(Counter(finding["result"] for finding in findings))
        write_manifest(work.build, now)
    return Report(now.run, tuple(made), tuple(left_alone), left_out, work.counts, results, *said, findings)


def _begin(work: Work, inputs: dict[str, str]) -> Manifest:
    time = datetime.now(UTC)
    return Manifest(
        run=f"{time:%Y-%m-%d-%H%M%S}-{time.microsecond // 1000:03}",
        time=time.isoformat(timespec="seconds"),
        seed=work.study.settings.seed,
        codebook=work.study.codebook.hash,
        inputs=inputs,
        versions=versions(),
        unread=work.unread,
    )


@contextmanager
def _kept_when_it_fails(work: Work, before: Manifest, now: Manifest, made: list[str]) -> Iterator[None]:
    """Let the manifest know what has been made when a later step fails or somebody stops the run."""
    try:
        yield
    except BaseException:
        if made:
            with suppress(StudyError):  # a full disk: the next run makes all of it again
                steps = before.steps | now.steps
                write_manifest(work.build, replace(now, run=before.run, steps=steps, unfinished=made))
        raise


def _in_order() -> Iterable[tuple[str, ModuleType]]:
    steps = plugins.parts("collabstudy.run.steps")
    order = TopologicalSorter(
        {name: sorted((*step.NEEDS, *getattr(step, "AFTER", ()))) for name, step in sorted(steps.items())}
    )
    return [(name, steps[name]) for name in order.static_order()]


def _key(name: str, step: ModuleType, program: str, now: Manifest) -> str:
    told = [f"{file} {value}" for file, value in now.inputs.items() if file.startswith(step.READS)]
    told += [f"{need} {now.steps[need]['key']}" for need in step.NEEDS]
    return sha256("\n".join([name, program, *told]).encode()).hexdigest()


def _whole(build: Path, outputs: dict[str, str]) -> bool:
    return all((build / name).is_file() and _hash(build / name) == told for name, told in outputs.items())


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _make(step: ModuleType, work: Work) -> str:
    work.written.clear()
    work.without.clear()
    try:
        step.make(work)
    except (TooFewError, MissingPartError) as error:
        return f"{error.problem} ({error.hint})" if error.hint else error.problem
    return ""


def _outputs(work: Work) -> dict[str, str]:
    return {name: _hash(work.build / name) for name in sorted(set(work.written))}


def _clear(build: Path, before: Manifest, now: Manifest) -> None:
    """Take away what earlier runs made and this one does not make any more, and nothing outside of build/."""
    old = {name for step in before.steps.values() for name in step.get("outputs", {})}
    new = {name for step in now.steps.values() for name in step["outputs"]}
    for name in old - new:
        if (build / name).resolve().is_relative_to(build.resolve()):
            (build / name).unlink(missing_ok=True)
