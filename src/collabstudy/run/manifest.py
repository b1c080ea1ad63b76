"""What was made from what: build/manifest.json, the only output with a date in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from collabstudy.io.outputs import write_whole

FILE = "manifest.json"
SOURCES = ("study.toml", "corpus", "codebooks", "codings", "briefing", "notebooks")
_NAME = re.compile(r"[\w.-]+")
PACKAGES = ("pandas", "numpy", "spacy", "bertopic", "scikit-learn", "plotly", "matplotlib")


@dataclass(slots=True)
class Manifest:
    """The last run: its steps with their keys and outputs, the inputs with their hashes, the versions.

    `unfinished` are the steps made since that run by one that did not come to its end; `unread` is the number of lines
    of coding logs that could not be read, and so were not counted.
    """

    run: str = ""
    time: str = ""
    seed: int = 0
    codebook: str = ""
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    unfinished: list[str] = field(default_factory=list)
    unread: int = 0


def read_manifest(build: Path) -> Manifest:
    """The manifest of the last run; an empty one when there is none, or none that can be read."""
    try:
        found = Manifest(**json.loads((build / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Manifest()
    return found if _sound(found) else Manifest()


def _sound(manifest: Manifest) -> bool:
    """Tell whether it has the shape that we give it: the file could be anybody's."""
    empty = Manifest()
    alike = all(type(getattr(manifest, name)) is type(getattr(empty, name)) for name in Manifest.__slots__)
    steps: list[Any] = list(manifest.steps.values()) if alike else []
    return alike and all(isinstance(step, dict) and isinstance(step.get("outputs"), dict) for step in steps)


def write_manifest(build: Path, manifest: Manifest) -> None:
    """Write the manifest, keys sorted."""
    told = {name: getattr(manifest, name) for name in Manifest.__slots__}
    write_whole(build / FILE, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8"))


def input_hashes(folder: Path) -> dict[str, str]:
    """Every file that a person wrote, with the SHA-256 of its bytes, by path in the study."""
    found = {}
    for source in SOURCES:
        place = folder / source
        paths = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file())
        for path in paths:
            if not any(part.startswith(".") for part in path.relative_to(folder).parts):
                found[path.relative_to(folder).as_posix()] = sha256(path.read_bytes()).hexdigest()
    return found


def program_hash() -> str:
    """The name of this program as it is installed; another program makes everything anew."""
    root = Path(str(files("collabstudy")))
    total = sha256()
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and path.suffix != ".pyc" and parts[0] != "_demo":
            total.update("/".join(parts).encode() + b"\0" + sha256(path.read_bytes()).digest())
    for name, told in sorted((versions() | _needed()).items()):
        total.update(f"{name}={told}\n".encode())
    return total.hexdigest()


def versions() -> dict[str, str]:
    """Versions of the libraries that numbers and pictures depend on."""
    found = {"collabstudy": _version("collabstudy")}
    found |= {package: told for package in PACKAGES if (told := _version(package))}
    return found


def _needed() -> dict[str, str]:
    """Versions of all that this package says it needs, extras included."""
    try:
        named = {_NAME.match(line) for line in requires("collabstudy") or ()}
    except PackageNotFoundError:
        return {}
    return {found[0].lower(): _version(found[0]) for found in named if found}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
