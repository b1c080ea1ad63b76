"""What a notebook keeps of the coder where it cannot live: a card with counts, and not a word of the transcript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from collabstudy.tables.look import text

if TYPE_CHECKING:
    from collabstudy.model.codebook import Codebook
    from collabstudy.model.coding import Coding

BOX = "border:1px solid #9cc7c4;border-radius:6px;padding:8px 14px;max-width:46em;font:13px/1.5 system-ui,sans-serif"


def card(document: str, coder: str, book: Codebook, codings: Sequence[Coding], *, done: bool) -> str:
    """Document, coder, how often each code was given, and how to go on; for headless runs and saved notebooks."""
    counts = Counter(coding.code for coding in codings)
    order = {code.id: place for place, code in enumerate(book)}
    named = sorted(counts, key=lambda code: (order.get(code, len(order)), code))
    items = "".join(f"<li>{text(book.path(code) or code)}: {counts[code]}</li>" for code in named)
    state = "done" if done else "not marked as done"
    many = f"{len(codings)} coding{'' if len(codings) == 1 else 's'}"
    return (
        f'<div class="cs-coder-card" style="{BOX}"><strong>{text(document)}</strong> coded by {text(coder)}: '
        f"{many}, {state}{f'<ul>{items}</ul>' if items else '<br>'}"
        f"<em>Run this cell in JupyterLab to code.</em></div>"
    )
