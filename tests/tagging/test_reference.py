"""The engine finds exactly what a slow matcher finds that anybody can check by reading it."""

from __future__ import annotations

import re
import unicodedata

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from collabstudy.model.codebook import Code
from collabstudy.model.document import Turn
from collabstudy.tagging.corpus import Readable, read
from collabstudy.tagging.match import find
from collabstudy.tagging.signs import as_bytes
from collabstudy.tagging.vocabulary import Vocabulary

Spans = set[tuple[int, int]]

WORDS = ["ab", "abc", "b", "bc", "share", "Share", "power", "power's", "POWER", "co", "op", "coop", "ß", "don’t"]
GAPS = [" ", " ", " ", "  ", "\n", "-", ", ", ". ", "\n\n", " – ", " “", "(", "*"]
TERM_WORDS = ["ab", "ab*", "*b", "a?c", "b*", "b", "share", "sha*", "power", "co-op", "don't", "ss", "s?"]

texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=14).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
words = st.sampled_from(TERM_WORDS)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
nears = st.tuples(phrases, st.integers(1, 4), phrases).map(lambda t: f"{t[0]} NEAR/{t[1]} {t[2]}")
terms = st.one_of(phrases, nears)


class Slow:
    """One turn, matched word by word."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [m.span() for m in regex.finditer(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*", text)]
        self.forms = [text[a:b].casefold().replace("’", "'") for a, b in self.words]

    def fits(self, index: int, word: str) -> bool:
        pattern = re.escape(word).replace(r"\*", ".*").replace(r"\?", ".")
        return re.fullmatch(f"{pattern}('s)?", self.forms[index]) is not None

    def together(self, index: int) -> bool:
        """Nothing parts this word from the one before."""
        between = self.text[self.words[index - 1][1] : self.words[index][0]]
        return "\n\n" not in between and all(c in "-“*" or c.isspace() for c in between)

    def phrase(self, phrase: str) -> Spans:
        """As pairs of the first and the last word."""
        spelled = {phrase.replace("-", " "), phrase.replace("-", "")} if phrase.count("-") == 1 else mixtures(phrase)
        found = set()
        for spelling in spelled:
            parts = spelling.split(" ")
            for at in range(len(self.words) - len(parts) + 1):
                fit = all(self.fits(at + k, part) for k, part in enumerate(parts))
                if fit and all(self.together(at + k) for k in range(1, len(parts))):
                    found.add((at, at + len(parts) - 1))
        return found

    def near(self, left: str, distance: int, right: str) -> Spans:
        one, other = shortest(self.phrase(left)), shortest(self.phrase(right))
        pairs = [(a, b) for a in one for b in other if a[1] < b[0] and b[0] - a[1] <= distance]
        pairs += [(b, a) for a in one for b in other if b[1] < a[0] and a[0] - b[1] <= distance]
        return shortest({(first[0], second[1]) for first, second in pairs})

    def term(self, term: str) -> Spans:
        """As code points of the text."""
        asked = re.split(r" NEAR/(\d) ", term)
        found = self.phrase(term) if len(asked) == 1 else self.near(asked[0], int(asked[1]), asked[2])
        return {(self.words[first][0], self.words[last][1]) for first, last in found}


def mixtures(phrase: str) -> set[str]:
    if "-" not in phrase:
        return {phrase}
    before, after = phrase.split("-", 1)
    return {f"{before}{joint}{rest}" for rest in mixtures(after) for joint in (" ", "")}


def shortest(spans: Spans) -> Spans:
    return {s for s in spans if not any(t != s and s[0] <= t[0] and t[1] <= s[1] for t in spans)}


def merged(spans: Spans) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


@settings(max_examples=400, deadline=None)
@given(st.lists(texts, min_size=1, max_size=3), st.lists(terms, min_size=1, max_size=4), st.lists(phrases, max_size=2))
def test_the_engine_finds_what_the_slow_matcher_finds(turns: list[str], finds: list[str], nots: list[str]) -> None:
    text = "|".join(turns)
    starts = [sum(len(t) + 1 for t in turns[:k]) for k in range(len(turns))]
    spans = [Turn(k + 1, "speech", at, at + len(turn)) for k, (at, turn) in enumerate(zip(starts, turns, strict=True))]
    documents = [Readable("one", "interview", text, spans), Readable("two", "interview", text + "!", spans)]
    hits = find(
        [Code("c", "C", terms=tuple(finds), not_terms=tuple(nots))], read(documents, "en"), lambda key: documents[0]
    )

    expected = []
    for number, (at, turn) in enumerate(zip(starts, turns, strict=True), start=1):
        slow = Slow(turn)
        taken = {span for term in nots for span in slow.term(term)}
        wanted = {span for term in finds for span in slow.term(term)}
        kept = {s for s in wanted if not any(s[0] < t[1] and t[0] < s[1] for t in taken)}
        expected += [(number, at + start, at + end) for start, end in merged(kept)]
    columns = (hits.document.tolist(), hits.turn.tolist(), hits.start.tolist(), hits.end.tolist())
    found = list(zip(*columns, strict=True))
    assert found == [(document, *hit) for document in (0, 1) for hit in expected]


WORD = r"[\p{L}\p{M}\p{N}]+(?:(?:['’´`]|[\u00ad\u200b]+)[\p{L}\p{M}\p{N}]+)*"
SIGNS = "abcXYZ 01'’-–—.,!?\n“”\"*_()éßÀÿ²½µ«»…•\u2009`´\t"
STRANGE = SIGNS + "œžΩдा́\u00ad\u200b😀中ﬁ"


@settings(max_examples=400, deadline=None)
@given(st.lists(st.text(SIGNS, max_size=60), min_size=1, max_size=4))
def test_bytes_are_read_as_letters_are(lines: list[str]) -> None:
    assert all(as_bytes(line) is not None for line in lines)
    quick, slow = Vocabulary(), Vocabulary()
    many = quick.read(lines)
    one_by_one = [slow._read_any(line) for line in lines]
    assert [quick.forms[i] for i in many.ids] == [slow.forms[i] for part in one_by_one for i in part.ids]
    for name in ("starts", "lengths", "breaks"):
        assert getattr(many, name).tolist() == [n for part in one_by_one for n in getattr(part, name).tolist()]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(STRANGE, max_size=40), min_size=1, max_size=5))
def test_every_word_stands_where_it_is_said_to_stand(lines: list[str]) -> None:
    vocabulary = Vocabulary()
    found = vocabulary.read(lines)
    for number, line in enumerate(lines):
        part = slice(int(found.first[number]), int(found.first[number + 1]))
        for start, length, number_of_form in zip(found.starts[part], found.lengths[part], found.ids[part], strict=True):
            word = line[start : start + length]
            plain = unicodedata.normalize("NFC", word).casefold()
            plain = re.sub("[’´`]", "'", plain).replace("\u00ad", "").replace("\u200b", "")
            assert vocabulary.forms[number_of_form] == unicodedata.normalize("NFC", plain)
        assert found.starts[part].size == len(regex.findall(WORD, line))


def test_a_large_vocabulary_is_kept_apart() -> None:
    many = [f"word{n}" for n in range(60_000)] + [f"a-very-long-word-{n}".replace("-", "") for n in range(60_000)]
    vocabulary = Vocabulary()
    found = vocabulary.read([" ".join(many[n : n + 1000]) for n in range(0, len(many), 1000)] * 2)
    assert len(vocabulary.forms) == 120_000
    assert [vocabulary.forms[i] for i in found.ids.tolist()] == many * 2
