"""Whose coding counts where coders have agreed on one reading of a document."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from collabstudy.model.coding import Coding
from collabstudy.model.log import Done

CONSENSUS = "consensus"
"""The coder under whose name stands what coders have agreed on: codings/consensus/<document>.jsonl."""


def agreed(done: Iterable[Done]) -> frozenset[str]:
    """The documents whose consensus is finished.

    >>> sorted(agreed([Done("P01", "mira", ""), Done("P01", CONSENSUS, ""), Done("P02", "mira", "")]))
    ['P01']
    """
    return frozenset(one.document for one in done if one.coder == CONSENSUS)


def speaks(coding: Coding, documents: Collection[str]) -> bool:
    """Tell whether a person's coding speaks for people, when these documents have a finished consensus.

    There the consensus alone does; elsewhere everybody but the consensus, which is still being made. Machines are
    nobody's consensus: what they find is not touched.

    >>> mira, both = (Coding("c", "P01", "trust", coder, 0, 5, "Trust") for coder in ("mira", CONSENSUS))
    >>> speaks(mira, ["P01"]), speaks(both, ["P01"]), speaks(mira, []), speaks(both, [])
    (False, True, True, False)
    """
    return coding.origin != "person" or (coding.coder == CONSENSUS) == (coding.document in documents)
