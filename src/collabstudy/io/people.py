"""Whether a label is likely to be somebody: a role, a code, a name, or a thing such as `Note`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import IntEnum

from collabstudy.io.wordlists import CALENDAR, CODES, OPENERS, PARTICLES, QUESTIONS, ROLES, SAID, THINGS, TITLES

_CODE = re.compile(r"[^\W\d_]{1,5}[ ._-]?\d{1,3}[a-z]?|[A-ZÄÖÜ]{1,3}\d{0,3}")
_NUMBERED = re.compile(r"([^\W\d_]{2,})[ ._-]?\d{1,3}")
_HANDLE = re.compile(r"\w[\w.@#'’-]*")
_SENTENCE = re.compile(r"[?!;\"“”„«»=]|\.\s+[a-z]|\.{2}|…|\]\(")
_PARENTHESIS = re.compile(r"\s*[(\[|].*$")
_ADDITION = re.compile(r"\s*[(\[|,].*$")
_WITH_SHORT = re.compile(r"(?P<full>.+?)\s*\((?P<short>\w+)\)")
_UNSPACED = (
    ("\u0590", "\u08ff"),
    ("\u0e00", "\u0e7f"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7af"),
)
"""First and last of the letters of scripts in which a name is one word."""


class Likeness(IntEnum):
    """How much a label looks like somebody, before anything is known of the text."""

    THING = -1
    WORDS = 0
    WORD = 1
    NAME = 2
    ROLE = 3


def likeness(label: str) -> Likeness:
    """How much this label looks like somebody.

    >>> likeness("Interviewer 1").name, likeness("P03").name, likeness("Melody Kramer").name
    ('ROLE', 'ROLE', 'NAME')
    >>> likeness("stokes").name, likeness("the bench at the gate").name, likeness("Key points").name
    ('WORD', 'WORDS', 'THING')
    """
    bare = _PARENTHESIS.sub("", label).strip(" .-–") or label
    words = bare.split()
    if not words or len(words) > 6 or _SENTENCE.search(bare) or not any(map(str.isalpha, bare)):
        return Likeness.THING
    folded = [word.casefold().strip(".,'’") for word in words]
    if any(_stem(word) in ROLES for word in folded):
        return Likeness.ROLE
    if _is_thing(folded):
        return Likeness.THING
    if _CODE.fullmatch(bare):
        return _code_likeness(bare)
    if len(words) > 1:
        if _is_full_name(words):
            return Likeness.NAME
        return Likeness.THING if SAID.intersection(folded) else Likeness.WORDS
    if any(first <= letter <= last for letter in bare for first, last in _UNSPACED):
        return Likeness.NAME if len(bare) <= 5 else Likeness.WORD
    return Likeness.WORD if _HANDLE.fullmatch(bare) else Likeness.WORDS


def _code_likeness(code: str) -> Likeness:
    """`P1` and `I` stand for roles, `MK` for a name, `Q1` for a question, `H1` for anybody or anything."""
    stem = code.rstrip("0123456789abc").rstrip(" ._-")
    numbered = any(map(str.isdigit, code))
    if numbered and stem in ("Q", "RQ", "H", "T"):
        return Likeness.THING
    if stem in CODES:
        return Likeness.ROLE
    return Likeness.WORD if numbered and len(stem) < 3 else Likeness.ROLE if numbered else Likeness.NAME


def is_thing(label: str) -> bool:
    """Whether a label is known to be none of somebody: `Date`, `Step 2`, `Key points`, `Monday`.

    >>> is_thing("Date"), is_thing("Ann"), is_thing("so the question is")
    (True, False, False)
    """
    folded = [word.casefold().strip(".,'’") for word in label.split()]
    return bool(folded) and not any(_stem(word) in ROLES for word in folded) and _is_thing(folded)


def questions_with_answers(labels: Collection[str]) -> set[str]:
    """Those of the labels, in lower case, that are `question` and `answer`, in any language: who asks, who answers.

    >>> sorted(questions_with_answers({"frage", "antwort", "ort"})), questions_with_answers({"question", "note"})
    (['antwort', 'frage'], set())
    """
    pairs = [{asked, said} for asked, answers in QUESTIONS.items() for said in answers]
    return {label for pair in pairs if pair.issubset(labels) for label in pair}


def initials(name: str) -> str:
    """The initials that stand for a full name; those of several people keep what stands between them.

    >>> initials("Dr. Bill Barry"), initials("Jessica Skretch and Nicole Fleming")
    ('BB', 'JS and NF')
    """
    parts: list[str] = []
    for word in name.replace("-", " ").split():
        if word.casefold().strip(".") in TITLES:
            continue
        if word[0].isupper():
            joined = parts and not parts[-1].islower()
            if joined:
                parts[-1] += word[0]
            else:
                parts.append(word[0])
        elif word in ("and", "und", "et", "y", "&"):
            parts.append(word)
    return " ".join(parts)


def one_name_each(names: Mapping[str, str]) -> dict[str, str]:
    """Labels by any key, in the order of the text: initials or a part of a name given before in full become that name.

    Only where they fit but one. `Mira Lund (ML)` says so itself, and is Mira Lund.

    >>> one_name_each({"melody kramer": "Melody Kramer", "mk": "MK", "aw": "AW"})
    {'melody kramer': 'Melody Kramer', 'mk': 'Melody Kramer', 'aw': 'AW'}
    """
    found: dict[str, str] = {}
    for folded, name in names.items():
        fits = [full for full in dict.fromkeys(found.values()) if _short_for(name, full)]
        found[folded] = fits[0] if len(fits) == 1 else name
    labels = set(names.values())
    return {folded: _without_short(full, labels) for folded, full in found.items()}


def _short_for(name: str, full: str) -> bool:
    bare = _ADDITION.sub("", full)
    if name == full:
        return False
    if name != bare and f"({name})" in full:
        return True
    words = [word for word in bare.split() if word.casefold().strip(".") not in TITLES]
    if len(words) < 2 or likeness(bare) is not Likeness.NAME:
        return False
    every_letter = "".join(word[0] for word in words)
    return name.casefold() in map(str.casefold, (bare, initials(bare), every_letter, words[0], words[-1]))


def _without_short(full: str, labels: Collection[str]) -> str:
    """`Mira Lund (ML)` as `Mira Lund`, where `ML` is a label by itself."""
    found = _WITH_SHORT.fullmatch(full)
    return found["full"] if found and found["short"] in labels else full


def _stem(word: str) -> str:
    """The word without a number or a gender mark: `befragte:r`, `interviewer*in`, `speaker_00`."""
    return re.sub(r"[*:_/](in|innen|r|n|e)$", "", re.sub(r"[\s._#-]*\d+[a-z]?$", "", word)).strip("_-#:")


def _is_thing(words: list[str]) -> bool:
    if words[0] in CALENDAR and all(word in CALENDAR or word.isdigit() for word in words):
        return words not in (["april"], ["may"], ["june"])
    if (len(words) == 1 and words[0] in OPENERS) or words[0] == "by":
        return True
    if words[0] in THINGS and (
        len(words) == 1 or words[1].strip("#").isdigit() or words[1] in ("of", "for", "der", "des", "de", "du")
    ):
        return True
    numbered = _NUMBERED.fullmatch(words[0])
    if len(words) == 1 and numbered and numbered[1] in THINGS:
        return True
    return len(words) > 1 and words[-1] in THINGS


def _is_full_name(words: list[str]) -> bool:
    named = [word for word in words if word.casefold() not in PARTICLES]
    return len(named) >= 2 and all(word[0].isupper() or word[0].isdigit() for word in named)
