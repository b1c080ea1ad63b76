"""The names of what a comparison depends on: the same names, the same numbers."""

from __future__ import annotations

from collabstudy.model.consent import may_count
from collabstudy.model.span import text_hash
from collabstudy.model.study import Study


def made_from(study: Study, codings: str) -> dict[str, str]:
    """One hash each for the codebook, the codings (as `Coded.hash` names them), what is done, documents and cases."""
    told = {
        "done": sorted(f"{done.document} {done.coder}" for done in study.folded.done),
        "documents": (f"{d.id} {d.case} {d.kind} {d.date}" for d in study.documents if may_count(d)),
        "cases": (f"{case.id} {sorted(case.attributes.items())}" for case in study.cases),
    }
    named = {name: text_hash("\n".join(lines)) for name, lines in told.items()}
    return {"codebook": study.codebook.hash, "codings": codings, **named}
