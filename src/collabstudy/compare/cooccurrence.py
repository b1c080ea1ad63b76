"""Which codes go together: in the same passage, turn, document or case, or a few turns apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from collabstudy.compare._chosen import one_of
from collabstudy.compare._made_from import made_from
from collabstudy.compare._show import Show, own_show
from collabstudy.compare.cooccurring.together import Cooccurrence
from collabstudy.compare.cooccurring.units import Given, Together, Units
from collabstudy.compare.cooccurring.where import Where
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import Coded, coded, origins_of
from collabstudy.compare.counting.rows import rows_of
from collabstudy.compare.table import Row
from collabstudy.compare.wording import plural
from collabstudy.errors import SettingsError
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study

WITHIN = ("passage", "turn", "document", "case")
LEVELS = ("own", "code", "branch")
CODERS = ("together", "apart")
UNCODED = ("in", "out")
MOST_TURNS = 1000
_TURNS = re.compile(r"([1-9][0-9]*) turns?")


def cooccurrence(
    study: Study,
    *,
    within: str,
    level: str,
    coders: str,
    uncoded: str | None = None,
    codes: Collection[str] | None = None,
    documents: Collection[str] | None = None,
    evidence: Sequence[str] | None = None,
    show: Show | None = None,
) -> Cooccurrence:
    """Count in how many places two codes are together, and what follows from it.

    Places are counted, not codings, so that ATLAS.ti's c (here: jaccard) cannot leave 0 to 1 as it can there where
    quotations overlap.

    Args:
        study: the study.
        within: `passage` (coded stretches that overlap), `turn`, `3 turns` (at most so many apart), `document` or
            `case`.
        level: `own` counts for each code what is coded with just this code; `code` counts for it what is below it, too,
            and says nothing of a code and those below it; `branch` does so for the codes at the top alone.
        coders: `together` takes all codings as one reading, in which one code may be of one coder and the other of
            another. `apart` takes each coder's for itself: a turn that two have read is two units.
        uncoded: whether turns, documents and cases in which nothing is coded count for lift, PMI, NPMI and phi: `in` or
            `out`. To be said unless within passages, which are coded by their nature.
        codes: only these codes.
        documents: only these documents.
        evidence: the origins that count, one or several; those of study.toml where not given.
        show: how a notebook draws it; the study's own way where not given.

    Raises:
        SettingsError: there is no such choice, origin, code or document, or `uncoded` is not said.
        SourceError: a coded document cannot be read.
    """
    reach = _reach(within)
    one_of("level", level, LEVELS)
    one_of("value of `coders`", coders, CODERS)
    if within == "passage":
        uncoded = None
    elif uncoded is None:
        raise SettingsError(
            f"whether a {within if not reach else 'turn'} in which nothing is coded counts is not said",
            hint="uncoded = in or uncoded = out",
        )
    else:
        one_of("value of `uncoded`", uncoded, UNCODED)
    origins = origins_of(study, evidence)
    wanted = (documents,) if isinstance(documents, str) else documents
    columns = coded(study, evidence=origins, documents=wanted)
    rows = _rows(study, level, columns, codes)
    given = _given(columns, level, rows)
    texts = [document for document in study.documents if wanted is None or document.id in wanted]
    units = Units(study, Reading(study, frozenset(origins)), columns, given, len(rows), texts, coders == "apart")
    found = _found(units, within, reach)
    choices: dict[str, Any] = {"within": within, "level": level, "coders": coders} | (
        {"uncoded": uncoded} if uncoded else {}
    )
    choices |= {"codes": tuple(row.id for row in rows)} if codes is not None else {}
    choices |= {"documents": tuple(sorted(wanted))} if wanted is not None else {}
    return Cooccurrence(
        within=within,
        rows=rows,
        both=tuple(map(tuple, found.both.tolist())),
        of=found.coded if uncoded == "out" else found.all,
        apart=coders == "apart",
        nested=_nested(study, rows) if level == "code" else frozenset(),
        unplaced=int((columns.first_turn < 0).sum()) if reach else 0,
        look=Where(study, columns, given, tuple(row.id for row in rows), within, reach, coders == "apart").look,
        made_by=MadeBy("cooccurrence", choices | {"evidence": origins}, made_from(study, columns.hash)),
        plural=plural(study.settings),
        show=show or own_show(study),
    )


def _reach(within: str) -> int:
    """How many turns in a row are one unit, 0 where it is not turns."""
    if within == "turn":
        return 1
    if within in WITHIN:
        return 0
    turns = _TURNS.fullmatch(str(within))  # from a file it may be anything
    if not turns or int(turns[1]) > MOST_TURNS:
        known = f"one of {', '.join(WITHIN)}, or a number of turns from `1 turn` to `{MOST_TURNS} turns`"
        raise SettingsError(f"no value of `within` `{within}`", hint=known)
    return int(turns[1]) + 1


def _found(units: Units, within: str, reach: int) -> Together:
    if reach:
        return units.in_turns(reach)
    ways = {"passage": units.in_passages, "document": units.in_documents, "case": units.in_cases}
    return ways[within]()


def _rows(study: Study, level: str, columns: Coded, codes: Collection[str] | None) -> tuple[Row, ...]:
    """The codes to compare; headings, which nobody codes with, are none."""
    rows = rows_of(study, "branch" if level == "branch" else "code", columns.used)
    if codes is None:
        return tuple(row for row in rows if not row.heading)
    wanted = (codes,) if isinstance(codes, str) else codes
    for code in wanted:
        one_of("code", code, [row.id for row in rows])
    return tuple(row for row in rows if row.id in wanted)


def _given(columns: Coded, level: str, rows: Sequence[Row]) -> Given:
    import numpy as np

    place = {row.id: at for at, row in enumerate(rows)}
    row_of = np.array([place.get(code, -1) for code in columns.codes], dtype=np.int64)
    coding, code = (np.arange(len(columns)), columns.code) if level == "own" else columns.branches
    row = row_of[code]
    return Given(coding[row >= 0], row[row >= 0])


def _nested(study: Study, rows: Sequence[Row]) -> frozenset[tuple[str, str]]:
    """Pairs of a code and one above it: what is coded with the one is always together with the other."""
    return frozenset((above.id, row.id) for row in rows for above in study.codebook.lineage(row.id)[:-1])
