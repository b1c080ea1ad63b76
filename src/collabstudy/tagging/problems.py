"""What is wrong with a codebook, as far as can be told without any text."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import combinations

from collabstudy.model.checks import Problem, Severity, worst_first
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.document import DOCUMENT_KINDS
from collabstudy.tagging.letters import is_letter, normal
from collabstudy.tagging.terms import Expression, Near, Term, TermError, Word, Words, compiled, parse

_FEWEST_LETTERS = 3
_ALIKE = 88  # of 100, from which on two names look like one
_LOGIC = frozenset(("AND", "OR", "NOT"))


def problems(codebook: Codebook) -> tuple[Problem, ...]:
    """Everything that `collabstudy check` says about a codebook, worst first.

    >>> book = Codebook("b", (Code("trust", "Trust", "Believing.", terms=("trust", "Trust")),), "b.yaml")
    >>> [problem.code for problem in problems(book)]
    ['term-twice']
    """
    found: list[Problem] = []
    for code in codebook:
        say = _Say(codebook, code)
        found += [*_of_code(say), *_of_place(say), *_of_terms(say)]
    found += [*_of_names(codebook), *_of_earlier_ids(codebook), *_of_shared_terms(codebook)]
    return worst_first(found)


class _Say:
    """Makes problems of one code, with its file and line."""

    def __init__(self, book: Codebook, code: Code) -> None:
        self.book = book
        self.code = code

    def __call__(self, name: str, severity: Severity, problem: str, hint: str) -> Problem:
        file = self.code.file or self.book.file
        return Problem(name, severity, f"{self.code.id}: {problem}", file, self.code.line, hint)


def _of_code(say: _Say) -> Iterator[Problem]:
    code = say.code
    if not code.definition.strip():
        hint = "say in a sentence when it applies, so that two coders mean the same"
        yield say("code-without-definition", "warning", "no definition", hint)
    for kind in code.scope.kinds:
        if kind not in DOCUMENT_KINDS:
            hint = f"kinds are {', '.join(DOCUMENT_KINDS)}"
            yield say("scope-kind-unknown", "error", f"no kind of document is called `{kind}`", hint)
    if (code.scope.roles or code.scope.kinds) and not code.terms:
        yield say("scope-without-terms", "note", "a scope, but no terms", "a scope says where terms count")


def _of_place(say: _Say) -> Iterator[Problem]:
    code, book = say.code, say.book
    if code.parent is None:
        return
    if code.parent not in book:
        yield say("parent-unknown", "error", f"stands under {code.parent}, which is no code", "correct `parent`")
        return
    at: str | None = code.parent
    above = [code.id]
    while at is not None and at in book and at not in above:
        above.append(at)
        at = book[at].parent
    if at == code.id:
        yield say("parent-cycle", "error", f"stands under itself: {' › '.join([*above, at])}", "correct `parent`")


def _of_terms(say: _Say) -> Iterator[Problem]:
    terms = yield from _understood(say, say.code.terms)
    exclusions = yield from _understood(say, say.code.not_terms)
    yield from _twice(say, terms, "terms")
    yield from _twice(say, exclusions, "not")
    for text, term in terms:
        if any(_covers(exclusion, term) for _, exclusion in exclusions):
            hint = "take it out of one of the lists"
            yield say("term-excluded", "error", f"`{text}` can find nothing: `not` takes it back", hint)
        for other, wider in terms:
            if wider != term and _covers(wider, term):
                yield say("term-covered", "note", f"`{text}` is found by `{other}` too", "one of them is enough")
        yield from _of_term(say, text, term)
    if exclusions and not terms:
        yield say("not-without-terms", "warning", "a `not` list, but no terms", "`not` takes back what terms find")


def _understood(say: _Say, terms: tuple[str, ...]) -> Generator[Problem, None, list[tuple[str, Term]]]:
    """The terms that can be understood; yields what is wrong with the others."""
    found: list[tuple[str, Term]] = []
    for text in terms:
        try:
            found.append((text, parse(text)))
        except TermError as error:
            yield say(error.name, "error", error.problem, error.hint)
    return found


def _twice(say: _Say, terms: list[tuple[str, Term]], where: str) -> Iterator[Problem]:
    seen: dict[Term, str] = {}
    for text, term in terms:
        if term in seen:
            problem = f"`{text}` stands twice in `{where}`"
            if seen[term] != text:
                problem += f": `{seen[term]}` finds the same"
            yield say("term-twice", "error", problem, "take one out")
        seen.setdefault(term, text)


def _of_term(say: _Say, text: str, term: Term) -> Iterator[Problem]:
    if isinstance(term, Expression):
        if compiled(term).match(""):
            hint = "it should need at least one letter; empty hits do not count"
            yield say("regex-empty", "warning", f"`{text}` fits where nothing is", hint)
        return
    for word in _alone(term):
        if word.how == "wild" and sum(map(is_letter, word.text)) < _FEWEST_LETTERS:
            hint = f"give it at least {_FEWEST_LETTERS} letters"
            yield say("term-too-broad", "warning", f"`{word.text}` finds a great many words", hint)
    if _LOGIC & set(text.split()):
        hint = "several terms are an `or`; `a NEAR/8 b` wants both; a `not` list takes back"
        yield say(
            "term-looks-like-logic", "warning", f"`{text}`: a capital AND, OR or NOT is a word like any other", hint
        )


def _alone(term: Words | Near) -> Iterator[Word]:
    """The words of a term that are looked for without neighbours."""
    if isinstance(term, Near):
        yield from _alone(term.left)
        yield from _alone(term.right)
        return
    yield from (phrase.words[0] for phrase in term.spellings if len(phrase.words) == 1)


def _covers(wider: Term, term: Term) -> bool:
    """Tell whether one term certainly finds everything that the other finds; of two unlike kinds it cannot be told."""
    if wider == term:
        return True
    if not isinstance(wider, Words) or not isinstance(term, Words):
        return False
    single = [phrase.words[0] for phrase in wider.spellings if len(phrase.words) == 1]
    return all(any(_fits(word, part) for word in single for part in phrase.words) for phrase in term.spellings)


def _fits(wider: Word, word: Word) -> bool:
    if wider == word:
        return True
    stem = wider.text.rstrip("*")
    begins = wider.how == "wild" and not set(stem) & set("*?") and stem != wider.text
    return begins and word.how != "lemma" and word.text.startswith(stem)


def _of_names(book: Codebook) -> Iterator[Problem]:
    for one, other in combinations(book, 2):
        say = _Say(book, other)
        if one.id == other.id:
            yield say("code-twice", "error", f"two codes have this id (the other on line {one.line})", "rename one")
            continue
        names = normal(one.name.strip()), normal(other.name.strip())
        if names[0] == names[1]:
            same_place = one.parent == other.parent
            problem = f"{one.id} is called `{other.name}` too"
            yield say("code-name-twice", "error" if same_place else "warning", problem, "rename one, or merge them")
        elif _alike(*names):
            problem = f"the name `{other.name}` is hardly different from `{one.name}` ({one.id})"
            yield say("code-name-similar", "note", problem, "merge them, or tell them apart by name")


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    letters = ["".join(sign for sign in name if not sign.isdigit()) for name in (one, other)]
    return letters[0] != letters[1] and ratio(one, other) >= _ALIKE


def _of_earlier_ids(book: Codebook) -> Iterator[Problem]:
    """Codes that were split: that is meant, mostly, and gives work; or two codes claim by mistake what one was."""
    for code in book:
        say = _Say(book, code)
        for old in dict.fromkeys(code.formerly):
            others = [heir for heir in book.heirs(old) if heir != code.id]
            if old in book:
                problem = f"`formerly` names {old}, which is a code today: a part of it was split off"
                yield say(
                    "formerly-taken", "note", problem, f"codings of {old} made before that are stale; else take it out"
                )
            elif others and book.heirs(old)[0] != code.id:
                problem = f"`formerly` names {old}, and so does {others[0]}: it was split"
                hint = (
                    f"codings of {old} wait until a person gives each its code; name it in one code if it was renamed"
                )
                yield say("formerly-twice", "note", problem, hint)


def _of_shared_terms(book: Codebook) -> Iterator[Problem]:
    owners: dict[Term, Code] = {}
    for code in book:
        for text in dict.fromkeys(code.terms):
            try:
                owner = owners.setdefault(parse(text), code)
            except TermError:
                continue
            if owner is not code:
                problem = f"`{text}` is a term of {owner.id} too"
                yield _Say(book, code)("term-in-two-codes", "note", problem, "both codes will be found there")
