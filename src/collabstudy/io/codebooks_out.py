"""A codebook as the YAML that people edit."""

from __future__ import annotations

from typing import Any

from collabstudy.model.codebook import Code, Codebook


def to_yaml(book: Codebook) -> str:
    """The codebook as text; reading it gives the same codes.

    >>> print(to_yaml(Codebook("b", (Code("trust", "Trust", "Relying on others."),))), end="")
    name: b
    codes:
    - id: trust
      name: Trust
      definition: Relying on others.
    """
    import yaml

    told: dict[str, Any] = {"name": book.name}
    if book.version:
        told["version"] = book.version
    told["codes"] = [_code(book, code) for code in book if code.parent is None]
    text: str = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=100)
    return text


def _code(book: Codebook, code: Code) -> dict[str, Any]:
    scope = {"roles": list(code.scope.roles), "kinds": list(code.scope.kinds)}
    told = {
        "id": code.id,
        "name": code.name,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "examples": list(code.examples),
        "terms": list(code.terms),
        "not": list(code.not_terms),
        "scope": {name: value for name, value in scope.items() if value},
        "colour": code.colour,
        "formerly": list(code.formerly),
        "codes": [_code(book, below) for below in book if below.parent == code.id],
    }
    return {name: value for name, value in told.items() if value}
