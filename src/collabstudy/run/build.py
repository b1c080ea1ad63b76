"""Rebuild what changed, and only that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from collabstudy import plugins
from collabstudy.errors import MissingPartError, TooFewError
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
from collabstudy.run.work import Work

STEPS = plugins.names("collabstudy.run.steps")


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: steps made, left alone, left out (with the reason), and counts of the work."""

    run: str
    made: tuple[str, ...]
    left_alone: tuple[str, ...]
    left_out: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    results: dict[str, int] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """The report for machines."""
        return {name: getattr(self, name) for name in self.__slots__}

    def sentences(self) -> list[str]:
        """The report for people."""
        if not self.made:
            return [f"nothing has changed since run {self.run}; nothing was done"]
        said = [f"run {self.run}: rebuilt {', '.join(self.made)}"]
        if self.left_alone:
            said.append(f"unchanged and left alone: {', '.join(self.left_alone)}")
        if self.counts:
            said.append("work: " + ", ".join(f"{n} {what}" for what, n in self.counts.items()))
        if self.results:
            said.append("sentences: " + ", ".join(f"{n} {result}" for result, n in self.results.items()))
        return said + [f"left out: {step}, because {why}" for step, why in self.left_out.items()]


def rebuild(folder: Path, *, afresh: bool = False, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Make every step whose inputs changed since the last run.

    Raises StudyError when the study cannot be read or a step fails; what earlier runs made stays whole.
    """
    work = Work(read_study(folder))
    before = Manifest() if afresh else read_manifest(work.build)
    inputs = input_hashes(work.study.folder)
    made, left_alone, left_out = [], [], {}
    now = _begin(work, inputs, before)
    program = program_hash()
    for name, step in _in_order():
        progress(name)
        key = _key(name, step, program, inputs, now)
        kept = before.steps.get(name, {})
        if kept.get("key") == key and _whole(work.build, kept.get("outputs", {})):
            now.steps[name] = kept
            if not kept.get("left_out"):
                left_alone.append(name)
            continue
        reason = _make(step, work)
        now.steps[name] = {"key": key, "outputs": _outputs(work), "left_out": reason}
        if reason:
            left_out[name] = reason
        made.append(name)
    if not made:
        return Report(before.run, (), tuple(left_alone))
    _clear(work.build, before, now)
    results = record(work, now)
    write_manifest(work.build, now)
    return Report(now.run, tuple(made), tuple(left_alone), left_out, work.counts, results)


def _begin(work: Work, inputs: dict[str, str], before: Manifest) -> Manifest:
    time = datetime.now(UTC)
    name = sha256("\n".join(f"{file} {told}" for file, told in inputs.items()).encode()).hexdigest()[:4]
    return Manifest(
        run=f"{time:%Y-%m-%d-%H%M%S}-{name}",
        time=time.isoformat(timespec="seconds"),
        seed=work.study.settings.seed,
        codebook=work.study.codebook.hash,
        inputs=inputs,
        versions=versions(),
    )


def _in_order() -> Iterable[tuple[str, ModuleType]]:
    steps = plugins.parts("collabstudy.run.steps")
    order = TopologicalSorter({name: sorted(step.NEEDS) for name, step in sorted(steps.items())})
    return [(name, steps[name]) for name in order.static_order()]


def _key(name: str, step: ModuleType, program: str, inputs: dict[str, str], now: Manifest) -> str:
    told = [f"{file} {value}" for file, value in inputs.items() if file.startswith(step.READS)]
    told += [f"{need} {now.steps[need]['key']}" for need in step.NEEDS]
    return sha256("\n".join([name, program, *told]).encode()).hexdigest()


def _whole(build: Path, outputs: dict[str, str]) -> bool:
    return all((build / name).is_file() and _hash(build / name) == told for name, told in outputs.items())


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _make(step: ModuleType, work: Work) -> str:
    work.written.clear()
    try:
        step.make(work)
    except (TooFewError, MissingPartError) as error:
        return f"{error.problem} ({error.hint})" if error.hint else error.problem
    return ""


def _outputs(work: Work) -> dict[str, str]:
    return {name: _hash(work.build / name) for name in sorted(set(work.written))}


def _clear(build: Path, before: Manifest, now: Manifest) -> None:
    """Take away what earlier runs made and this one does not make any more."""
    old = {name for step in before.steps.values() for name in step.get("outputs", {})}
    new = {name for step in now.steps.values() for name in step["outputs"]}
    for name in old - new:
        (build / name).unlink(missing_ok=True)
