"""Words that set cases, or groups of cases, apart from the others.

Each group is held against all the others together. Counted is what participants say and what articles and notes hold:
not the interviewer, headings, tables, nor withdrawn documents. What is not listed is counted all the same, in how many
words a group has: small words, words said too seldom, names (corpus/names.csv, and whoever speaks without being
`named`), and words that the group says only where they may not stand beside their place (consent `no-quotes` or
`anonymous`), whoever else says them.

These measures take every word for a draw of its own. People repeat themselves, so one talkative interview can make any
word distinctive: read in how many documents it is said, and how evenly (DP), before the measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from collabstudy.compare._chosen import is_number, one_of, whole
from collabstudy.compare._show import Show, own_show
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.slices import BY, Slice, slices_of
from collabstudy.compare.counting.spoken import Spoken
from collabstudy.compare.distinguishing import unlisted
from collabstudy.compare.distinguishing.counts import Part, counts
from collabstudy.compare.distinguishing.distinct import Distinctive
from collabstudy.compare.distinguishing.spoken_words import FORMS, SpokenWords, called, language_of, spoken_words
from collabstudy.compare.distinguishing.words import words_of
from collabstudy.compare.statistics.keyness import MEASURES
from collabstudy.compare.wording import plural
from collabstudy.errors import SettingsError, TooFewError
from collabstudy.model.consent import may_count
from collabstudy.model.document import DOCUMENT_KINDS
from collabstudy.model.provenance import MadeBy
from collabstudy.model.span import text_hash
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    Mask = NDArray[bool_]


def distinctive(
    study: Study,
    *,
    by: str,
    measure: str,
    words: str,
    min_count: int,
    stop_words: Sequence[str] | bool = True,
    kinds: Sequence[str] | None = None,
    prior: float = 1000,
    show: Show | None = None,
) -> Distinctive:
    """Find the words that each group uses more than the others.

    Args:
        study: the study.
        by: `case`, an attribute of cases.csv, `kind` of source, `year`, or `document`.
        measure: what words are ranked by: `log_odds` (weighted log-odds with an informative Dirichlet prior, z),
            `log_odds_pooled` (the same against all groups together, as tidylo has it), `log_likelihood_2` (2 cells,
            Rayson & Garside) or `log_likelihood_4` (4 cells, Dunning).
        words: `forms` as they are said, or `lemmas`, their dictionary forms.
        min_count: words said less often than this in all groups together are not listed.
        stop_words: small words that are not listed: true for those of the language, false for none, or a list of
            words that are left out beside those of the language.
        kinds: only documents of these kinds; all kinds where not given.
        prior: how many words the prior of `log_odds` is worth: the more, the more a rare word has to show.
        show: how a notebook draws the words; the study's own way where not given.

    Raises:
        SettingsError: no such group, measure, form or kind, or a number that is none.
        TooFewError: fewer than two groups have words.
        SourceError: a document cannot be read.
    """
    chosen = tuple(DOCUMENT_KINDS) if kinds is None else (kinds,) if isinstance(kinds, str) else tuple(kinds)
    one_of("measure", measure, tuple(MEASURES))
    one_of("form of words", words, FORMS)
    for kind in chosen:
        one_of("kind of document", kind, DOCUMENT_KINDS)
    whole("min_count", min_count, least=1)
    if not is_number(prior) or prior <= 0:
        raise SettingsError(f"prior = {prior!r} is no number above 0", hint="for example prior = 1000")
    small = _small_words(study, stop_words, words, chosen)
    said = spoken_words(study, words=words, kinds=chosen, names=unlisted.names(study))
    slices = slices_of(Reading(study, frozenset()), by, None, None)
    parts = [Part(each.group, own) for each, own in zip(slices, _turns_of(study, said, by, slices), strict=True)]
    heard = [part for part in parts if part.group.id and part.own[said.turn].any()]
    if len(heard) < 2:
        raise TooFewError(
            f"words are distinctive between groups, and by `{by}` there {_are(len(heard))} with any words",
            hint="compare by something else, or let more kinds of documents count",
        )
    told = unlisted.tellable(said)
    listed, not_listed = counts(said, heard, small, told, measure=measure, min_count=min_count, prior=prior)
    choices: dict[str, Any] = {"by": by, "measure": measure, "words": words, "min_count": min_count}
    choices |= {"stop_words": _told(stop_words), "kinds": chosen}
    choices |= {"prior": prior} if measure == "log_odds" else {}
    return Distinctive(
        by=by,
        measure=measure,
        groups=tuple(part.group for part in heard),
        words=listed,
        counted={part.group.id: int(part.own[said.turn].sum()) for part in heard},
        not_listed=not_listed,
        outside=tuple(part.group.name for part in parts if part not in heard),
        said=said,
        members={part.group.id: part.own for part in heard},
        study=study,
        made_by=MadeBy("distinctive", choices, _inputs(study, said, slices)),
        plural=plural(study.settings),
        show=show or own_show(study),
    )


def _turns_of(study: Study, said: SpokenWords, by: str, slices: Sequence[Slice]) -> Iterator[Mask]:
    """For each group which turns are its own: by their cases, or by their document."""
    import numpy as np

    spoken = Spoken(study)
    documents = [said.documents[at] for at in said.document.tolist()]
    if by in BY and by != "case":
        for part in slices:
            yield np.array([document.id in part.documents for document in documents], dtype=bool)
        return
    cases = [spoken.of(document, turn.number) for document, turn in zip(documents, said.turns, strict=True)]
    for part in slices:
        wanted = frozenset(part.cases)
        yield np.array([not wanted.isdisjoint(own) for own in cases], dtype=bool)


def _small_words(study: Study, stop_words: Sequence[str] | bool, words: str, kinds: Sequence[str]) -> frozenset[str]:
    """The words that are too small to be listed."""
    if isinstance(stop_words, bool) and not stop_words:
        return frozenset()
    more = () if isinstance(stop_words, bool) else (stop_words,) if isinstance(stop_words, str) else tuple(stop_words)
    if not all(isinstance(word, str) for word in more):
        raise SettingsError(
            f"stop_words = {stop_words!r} is no list of words", hint='for example stop_words = ["yeah"]'
        )
    documents = (document for document in study.documents if may_count(document) and document.kind in kinds)
    languages = {language_of(study, document, study.transcript(document.id)) for document in documents}
    own = frozenset(said.word for word in more for said in words_of(word))
    return own.union(
        *(unlisted.stop_words(language) for language in languages),
        *(map(called(words, language), own) for language in languages),
    )


def _told(stop_words: Sequence[str] | bool) -> object:
    if isinstance(stop_words, bool):
        return "of the language" if stop_words else "none"
    more = (stop_words,) if isinstance(stop_words, str) else tuple(stop_words)
    return ("of the language", *more)


def _are(number: int) -> str:
    return "is one group" if number == 1 else "is no group"


def _inputs(study: Study, said: SpokenWords, slices: Sequence[Slice]) -> dict[str, str]:
    """The names of what was compared: the same names, the same numbers."""
    texts = (f"{d.id} {d.case} {d.kind} {d.consent} {study.transcript(d.id).hash}" for d in said.documents)
    groups = (f"{part.group.id} {' '.join(part.cases)} {' '.join(sorted(part.documents))}" for part in slices)
    links = sorted(f"{link.document} {link.turn} {link.case}" for link in study.caselinks)
    told = {"texts": texts, "groups": groups, "caselinks": links}
    return {name: text_hash("\n".join(lines)) for name, lines in told.items()}
