"""How far the coders agree, as a briefing says it: one number, what it was counted on, and its interval."""

from __future__ import annotations

from collabstudy.agreement.compare import compare
from collabstudy.agreement.units import UNITS
from collabstudy.briefing.material import Material
from collabstudy.briefing.words import several

COEFFICIENT = "krippendorff_alpha"
# Intervals are drawn from resamples: beyond so many codings that takes longer than the whole briefing.
MOST = 20_000


def agreement(material: Material) -> str:
    """A sentence; empty where no document was coded by two people, or nothing can be computed.

    Krippendorff's α over the study's own unit, uncoded text counted, all codes together.
    """
    study = material.study
    if len(study.settings.coders) < 2:
        return ""
    unit = study.settings.unit if study.settings.unit in UNITS else "turn"
    drawn = "units" if len(material.codings) <= MOST else None
    found = compare(study, unit=unit, uncoded="in", coefficient=COEFFICIENT, interval=drawn)  # type: ignore[arg-type]
    if not found.cells or not found.documents:
        return ""
    alpha = found.cell(unit, "in", COEFFICIENT)
    if alpha.value != alpha.value:
        return ""
    interval = f" {alpha.interval}" if alpha.interval else ""
    return (
        f"On the {several(len(found.documents), 'document')} that {len(found.coders)} people have finished,"
        f" Krippendorff's α is {alpha.value:.2f}{interval}, over {unit}s, all codes together."
    )
