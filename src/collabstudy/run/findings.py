"""The sentences of a study's briefing, tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.io.findings import read_findings
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from collabstudy.compare.findings import Findings


def check(study: Study) -> Findings:
    """Hold every sentence of briefing/findings.yaml against the study as it is now.

    Raises SettingsError, with file and line, for a malformed file or a name that the study does not know.
    """
    from collabstudy.compare.findings import check as check_findings

    return check_findings(study, read_findings(study.folder))
