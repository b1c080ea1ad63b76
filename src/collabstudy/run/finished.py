"""The quotations of a finished document, held against the transcripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import SettingsError, StudyError
from collabstudy.model.study import Study

if TYPE_CHECKING:
    import pandas

    from collabstudy.briefing.finished.verdict import Verdict


@dataclass(frozen=True)
class QuotesIn:
    """What became of every quotation of a document, in its order.

    `longest` is how many words one may have, 0 for any number; `unread` are documents whose text is not there.
    """

    file: str
    verdicts: tuple[Verdict, ...] = field(repr=False)
    longest: int
    unread: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    @property
    def worst_first(self) -> tuple[Verdict, ...]:
        """All of them, those with the worst result first."""
        from collabstudy.briefing.finished.verdict import RESULTS

        return tuple(sorted(self.verdicts, key=lambda verdict: (RESULTS.index(verdict.result), verdict.number)))

    @property
    def alarms(self) -> tuple[Verdict, ...]:
        """Those with which the document must not go out: altered, not found, said by others, not allowed."""
        return tuple(verdict for verdict in self.worst_first if verdict.alarm)

    @property
    def attention(self) -> tuple[Verdict, ...]:
        """Those that somebody should look at, the worst first: the alarms, and those that are too long."""
        return tuple(verdict for verdict in self.worst_first if verdict.attention)

    @property
    def counts(self) -> dict[str, int]:
        """How many quotations have which result, the worst first; each counts with the worst that is true of it."""
        from collabstudy.briefing.finished.verdict import RESULTS

        found: Counter[str] = Counter(verdict.result for verdict in self.verdicts)
        return {result: found[result] for result in RESULTS if found[result]}

    @property
    def note(self) -> str:
        """What belongs under the list: what was searched, and what could not be."""
        told = [
            "Held against every transcript, those of withdrawn interviews too; what interviewers asked is no quotation."
        ]
        told += [f"A quotation may have {self.longest} words."] if self.longest else []
        told += [f"Not searched, because the text is not there: {', '.join(self.unread)}."] if self.unread else []
        return " ".join(told)

    def __str__(self) -> str:
        """How many there are and what became of them, without a word of them."""
        told = ", ".join(f"{number} {result}" for result, number in self.counts.items())
        many = f"{len(self)} quotation{'' if len(self) == 1 else 's'}"
        return f"{self.file}: {many}{': ' if told else ''}{told}"

    def frame(self) -> pandas.DataFrame:
        """One row a quotation, NA where something is not known or may not be told.

        Columns: quotation (from 1), result (the worst), results (all, the worst first), alarm, place, page, paragraph,
        text and credit (the document's words), document, turn, speaker, said (the transcript's words, of altered ones),
        why.
        """
        import pandas as pd

        rows = [
            (
                v.number, v.result, "; ".join(v.results), v.alarm, v.place, v.page, v.paragraph, v.text,
                v.credit or None, v.document or None, v.turn, v.speaker or None, v.said or None,
                "; ".join(v.why) or None,
            )
            for v in self.verdicts
        ]  # fmt: skip
        numbers = ("quotation", "page", "paragraph", "turn")
        kinds = {name: "Int64" if name in numbers else "boolean" if name == "alarm" else "string" for name in _COLUMNS}
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(kinds)

    def _repr_html_(self) -> str:
        from collabstudy.tables.finished import notebook

        return notebook(self)

    __repr__ = __str__


_COLUMNS = (
    "quotation", "result", "results", "alarm", "place", "page", "paragraph", "text", "credit", "document", "turn",
    "speaker", "said", "why",
)  # fmt: skip


def quotes_in(study: Study, path: str | Path, *, longest: int | None = None) -> QuotesIn:
    """Hold every quotation of a finished document (docx, odt, pdf, html, md) against the transcripts.

    `longest` is how many words one may have; otherwise that of briefing.toml (`[quotes] longest`), 0 for any number.

    Raises:
        SourceError: the document cannot be read.
        StudyError: the study has no transcript.
        SettingsError: `longest` is below 0, or briefing.toml cannot be read.
    """
    from collabstudy.briefing.finished.checking import checked
    from collabstudy.io.finished import read_finished

    most = _longest(study, longest)
    paragraphs = read_finished(path)
    verdicts, unread = checked(study, paragraphs, longest=most)
    if len(unread) == len(study.documents):
        hint = "name them in corpus/documents.csv; `collabstudy check` says which are missing"
        raise StudyError("this study has no transcript that the quotations could be held against", hint=hint)
    return QuotesIn(Path(path).name, verdicts, most, unread)


def _longest(study: Study, longest: int | None) -> int:
    if longest is not None:
        if longest < 0:
            raise SettingsError(f"a quotation cannot have {longest} words", hint="a whole number; 0 for any length")
        return longest
    from collabstudy.io.briefing import FILE, read_briefing

    written = read_briefing(study.folder)
    quotes = written.settings.get("quotes", {})
    stated = quotes.get("longest", 0) if isinstance(quotes, dict) else 0
    if not isinstance(stated, int) or isinstance(stated, bool) or stated < 0:
        raise SettingsError(
            "`quotes.longest` is not a whole number from 0",
            hint="for example longest = 60",
            file=FILE,
            line=written.lines.get("quotes.longest"),
        )
    return stated
