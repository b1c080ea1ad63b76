"""Bytes that can be made again, kept under a name made of everything they depend on."""

from __future__ import annotations

from typing import Protocol


class Cache(Protocol):
    """What verbs may ask of a cache; the disk edge gives one, tests may use none.

    `shelf` names a kind of content (`transcripts`, `tokens`, `embeddings`), `key` its inputs' hash.
    """

    def get(self, shelf: str, key: str) -> bytes | None:
        """What was put under this key, or None."""

    def put(self, shelf: str, key: str, value: bytes) -> None:
        """Keep bytes; whole or not at all."""
