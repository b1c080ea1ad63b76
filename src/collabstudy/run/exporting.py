"""Tables to files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy import plugins
from collabstudy.errors import StudyError
from collabstudy.model.study import Study

if TYPE_CHECKING:
    import pandas


def table_of(study: Study, name: str) -> pandas.DataFrame:
    """A table of the study by its name, crosstab, findings and the comparisons that study.toml states included.

    Raises StudyError when there is no such table, and what the comparison raises.
    """
    from collabstudy.compare.stated import stated
    from collabstudy.run.compared import comparison
    from collabstudy.run.work import Work

    if name == "crosstab":
        from collabstudy.run.work import crosstab_of

        return crosstab_of(study).frame()
    if name == "findings":
        from collabstudy.run.findings import check

        return check(study).frame()
    from collabstudy.tables.frames import TABLES

    if name in TABLES:
        return study.frame(name)
    compared = tuple(stated(study.settings))
    for one in sorted(compared, key=len, reverse=True):
        if name == one or name.startswith(f"{one}_"):
            frames = comparison(Work(study), one).frames()
            if name in frames:
                return frames[name]
            raise StudyError(f"no table `{name}`", hint=f"one of {', '.join(frames)}")
    raise StudyError(f"no table `{name}`", hint=f"one of {', '.join((*TABLES, 'crosstab', 'findings', *compared))}")


def export_table(study: Study, name: str, to: Path) -> int:
    """Write a table in the format of the file's suffix; returns the number of rows.

    Raises StudyError when no exporter has this suffix, or there is no such table.
    """
    exporters = {part.SUFFIX: part for part in plugins.parts("collabstudy.io.exporters").values()}
    if to.suffix.lower() not in exporters:
        raise StudyError(
            f"nothing can be written as `{to.suffix}`", hint=f"one of {', '.join(sorted(exporters))}", file=to
        )
    frame = table_of(study, name)
    exporters[to.suffix.lower()].write(frame, to)
    return len(frame)
