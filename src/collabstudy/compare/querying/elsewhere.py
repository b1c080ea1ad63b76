"""What other programs write in a query, and what it is here."""

from __future__ import annotations

from collections.abc import Mapping

_SAID: Mapping[str, str] = {
    "near": "write `within 3 turns of`, or `within 20 words of`",
    "after": "write `follows`",
    "before": "write `precedes`",
    "followed": "`a precedes b` finds what is followed by b",
    "preceded": "`a follows b` finds what is preceded by b",
    "cooccurs": "write `overlaps`, or `&` for the same unit",
    "co-occurs": "write `overlaps`, or `&` for the same unit",
    "encloses": "write `contains`",
    "enclosed": "write `inside`",
    "in": "write `inside`",
    "xor": "write (a | b) & !(a & b)",
    "where": "a condition stands by itself: where=\"sector == 'charity'\"",
    "*": "a code means those below it too; `*` by itself is any code",
    ",": "write `|` for or, `&` for and",
    "+": "write `&` for both, `|` for either",
    "-": "write `& !` for what is not",
    "–": "write `& !` for what is not",
    "∧": "write `&`",
    "∨": "write `|`",
    ")": "there is no parenthesis open here",
}
_NOT = "~¬-–−^"


def instead(word: str) -> str:
    """A hint for what stands where a query should end.

    >>> instead("NEAR/3"), instead("before")
    ('write `within 3 turns of`, or `within 20 words of`', 'write `precedes`')
    """
    said = word.casefold()
    return _SAID.get("near" if said.startswith("near") else said, "put &, | or a word such as `overlaps` between")


def meant_not(word: str) -> str:
    """A hint for a code with a sign before it that says *not* elsewhere; empty for others.

    >>> meant_not("~trust"), meant_not("trust")
    ('not is `!` here: !trust', '')
    """
    return f"not is `!` here: !{word[1:]}" if word[:1] in _NOT and len(word) > 1 else ""
