"""Distinctive words in a notebook: each group's words with their dispersion; select one to read it in its context."""

from __future__ import annotations

from collabstudy.compare.distinguishing.distinct import Distinct, Distinctive, Keywords
from collabstudy.compare.statistics.keyness import MEASURES
from collabstudy.compare.table import Group
from collabstudy.tables import look
from collabstudy.tables._in_context import InContext, Line, in_context
from collabstudy.tables.look import MOST_SHOWN, Html, Quotes, attribute, text

WORDS = 8
IN_PANEL = 6
MOST_GROUPS = 24
HEADS = {
    "times": "how often the group says it",
    "per 1,000": "how often in a thousand words of the group",
    "others": "how often in a thousand words of all the others",
    "documents": "in how many of the group's documents it is said",
    "DP": "deviation of proportions (Gries 2008) over these: 0 is spread like all words, near 1 in one place only",
    "log ratio": "how often its share doubles from the others to this group; empty where the others never say it",
}


def notebook(found: Distinctive | Keywords, quotes: Quotes | None = None) -> Html:
    """The words, or one word in context, as HTML. What was said is shown only if `quotes` hands it out."""
    inner = _lines(found, quotes) if isinstance(found, Keywords) else _words(found, quotes)
    opening = '<div class="cs-table cs-words mathjax_ignore tex2jax_ignore">'
    return Html(f"{opening}{look.style('distinctive.css')}{inner}</div>")


def _words(found: Distinctive, quotes: Quotes | None) -> str:
    heads = "".join(
        f'<th class="cs-total" scope="col" title="{attribute(why)}">{name}</th>' for name, why in HEADS.items()
    )
    score = (
        f'<th class="cs-total" scope="col" title="{attribute(MEASURES[found.measure])}">{_short(found.measure)}</th>'
    )
    body = "".join(_group(found, group, quotes) for group in found.groups[:MOST_GROUPS])
    left = len(found.groups) - MOST_GROUPS
    more = f'<p class="cs-told">{left} more groups are in frame().</p>' if left > 0 else ""
    return (
        f'<div class="cs-scroll"><table class="cs-grid"><thead><tr><td></td>{score}{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
        '<div class="cs-drawer" aria-live="polite">Select a word to read it in its context.</div>'
        f'{more}<p class="cs-told">{text(found.note)}</p>{look.script()}'
    )


def _short(measure: str) -> str:
    return "z" if measure.startswith("log_odds") else "log-likelihood"


def _group(found: Distinctive, group: Group, quotes: Quotes | None) -> str:
    told = f"{group.name} · {found.counted[group.id]:,} words"
    head = f'<tr class="cs-heading cs-first"><th scope="rowgroup" colspan="{len(HEADS) + 2}">{text(told)}</th></tr>'
    top = found.top(group.id, WORDS)
    rows = "".join(_row(found, group, one, quotes) for one in top)
    return head + (rows or f'<tr><td colspan="{len(HEADS) + 2}">no word is said more here than by the others</td></tr>')


def _row(found: Distinctive, group: Group, one: Distinct, quotes: Quotes | None) -> str:
    others = one.others_per_1000
    numbers = (
        *(f"{one.score:.1f}", f"{one.count:,}", f"{one.per_1000:.2f}", "" if others is None else f"{others:.2f}"),
        f"{one.documents} of {one.of}",
        "" if one.dp is None else f"{one.dp:.2f}",
        "" if one.log_ratio is None else f"{one.log_ratio:.1f}",
    )
    cells = "".join(f'<td class="cs-total">{number}</td>' for number in numbers)
    return f'<tr class="cs-row"><th scope="row" class="cs-cell">{_word(found, group, one, quotes)}</th>{cells}</tr>'


def _word(found: Distinctive, group: Group, one: Distinct, quotes: Quotes | None) -> str:
    told = f"{one.word} · {group.name}: {one.count:,} times in {one.documents} of {one.of} documents"
    keywords = found.kwic(one.word, group.id)
    if quotes is None:
        shown = look.passages(found.evidence(group.id, one.word), None)
    else:
        shown = _context(in_context(keywords.lines, quotes, IN_PANEL), len(keywords))
    return (
        f'<span class="cs-mark" role="button" tabindex="0" aria-pressed="false" aria-label="{attribute(told)}" '
        f'title="{attribute(told)}">{text(one.word)}</span>'
        f'<div class="cs-panel" tabindex="-1"><b>{text(told)}</b>{shown}</div>'
    )


def _lines(found: Keywords, quotes: Quotes | None) -> str:
    who = f" · {text(found.group)}" if found.group else ""
    head = f"<p><b>{text(found.word)}</b>{who}: {text(found.note)}</p>"
    if quotes is None:
        return head + look.passages(found.evidence(), None)
    return head + _context(in_context(found.lines, quotes, 10 * MOST_SHOWN), len(found))


def _context(shown: InContext, every: int) -> str:
    rows = "".join(_line(line) for line in shown.lines)
    more = every - len(shown.lines) - shown.withheld
    told = [f"{more:,} more"] if more else []
    told += [f"{shown.withheld:,} may not be shown here"] if shown.withheld else []
    table = f'<div class="cs-scroll"><table class="cs-kwic"><tbody>{rows}</tbody></table></div>' if rows else ""
    return table + (f"<small>{' · '.join(told)}</small>" if told else "")


def _line(line: Line) -> str:
    right = (" " if line.right[:1].isspace() else "") + text(line.right)
    return (
        f'<tr><td class="cs-left">{text(line.left)}</td><td><mark>{text(line.word)}</mark>{right}</td>'
        f'<td><cite title="{attribute(line.attribution)}">{text(line.where)}</cite></td></tr>'
    )
