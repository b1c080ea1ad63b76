"""Bytes to text: which encoding somebody's program wrote."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

SAMPLE = 64 * 1024
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LATIN = ("cp1252", "iso8859_15", "cp1250", "iso8859_2", "cp1257", "iso8859_4", "cp1254", "mac_roman", "cp850")
"""Encodings of languages written in Latin letters, the commonest first: at a tie the first is taken."""
LETTERS = {
    "English": "éèêëïöôüçñæœ",
    "German": "äöüßéèàáóí",
    "French": "àâæçéèêëîïôœùûüÿ",
    "Spanish": "áéíñóúüçª",
    "Portuguese": "àáâãçéêíóôõúü",
    "Italian": "àèéìíîòóùú",
    "Dutch": "àäçèéêëíïóöúü",
    "Swedish, Finnish": "åäöéèàüšž",
    "Danish, Norwegian": "æøåéèêóòâôü",
    "Icelandic": "áæðéíóöúýþ",
    "Estonian": "äöõüšž",
    "Polish": "ąćęłńóśźż",
    "Czech, Slovak": "áäčďéěíĺľňóôŕřšťúůýž",
    "Hungarian": "áéíóöőúüű",
    "Slovene, Croatian": "čćđšž",
    "Romanian": "ăâîşţșț",
    "Latvian": "āčēģīķļņšūžóōŗ",
    "Lithuanian": "ąčęėįšųūž",
    "Turkish": "çğıöşüâîûi̇",
}
NEUTRAL = frozenset("‘’‚“”„«»‹›–—…·•†‡°§€£©®™´`¨¿¡ªº№\xa0\xad½¼¾¹²³µ±×÷¶")
ENOUGH = 0.9
_HIGH_LINES = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])(?:[¨¿¡ªº½¼¾¹²³±×÷¶©®°§](?=[^\W\d_])|[‚„‡†])")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends and no BOM, the encoding it was in, and what the reader should know about a guess."""

    text: str
    encoding: str
    remarks: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """The text in these bytes, or None when they are no text.

    >>> decode("Müller: Grüße".encode("cp1252")).text, decode("Müller: Grüße".encode("cp1252")).encoding
    ('Müller: Grüße', 'cp1252')
    >>> decode(bytes(range(256))) is None
    True
    """
    found = _marked(data) or _wide(data)
    if found is None and b"\0" not in data[:SAMPLE]:
        found = _utf8(data) or _almost_utf8(data) or _guessed(data)
    if found is None or looks_binary(found.text):
        return None
    return Decoded(lf(found.text), found.encoding, found.remarks)


def peek(head: bytes) -> str:
    r"""Roughly the text of a file's first bytes, quickly: enough to know a format by; empty where it is none.

    >>> peek("WEBVTT\n".encode("utf-16"))
    'WEBVTT\n'
    """
    even = head[: len(head) - len(head) % 4]
    found = _marked(even) or _wide(even)
    text = found.text if found else head.decode("utf-8", "replace")
    return "" if looks_binary(text) else lf(text)


def lf(text: str) -> str:
    """The text with LF line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def looks_binary(text: str) -> bool:
    """Tell whether text holds so many control characters that nobody typed it."""
    return len(_CONTROLS.findall(text, 0, SAMPLE)) > len(text[:SAMPLE]) / 200


def _marked(data: bytes) -> Decoded | None:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            text = data.decode(encoding, "replace")
            return Decoded(text, encoding, _torn(text))
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a BOM: every other byte of most European text is zero."""
    sample = data[: SAMPLE - SAMPLE % 2]
    zeros = sample.count(0)
    if zeros < len(sample) / 20:
        return None
    even = sample[::2].count(0)
    if min(even, zeros - even) * 10 > zeros:
        return None
    encoding = "utf-16-le" if even * 2 < zeros else "utf-16-be"
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, (_guess_remark(encoding), *_torn(text)))


def _utf8(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\x1b$" in text[:SAMPLE]:
        return None
    return Decoded(text, "utf-8")


def _almost_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes broken (two files pasted together, the last character torn)."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text))
    if not broken or whole < 10 * broken:
        return None
    return Decoded(text, "utf-8", _torn(text))


def _torn(text: str) -> tuple[str, ...]:
    broken = text.count("\ufffd")
    return (f"{broken} damaged characters are shown as \ufffd",) if broken else ()


def _guessed(data: bytes) -> Decoded | None:
    sample = _telling(data)
    encoding = (_latin(sample) if _is_latin(sample) else None) or _detected(sample)
    if encoding is None:
        return None
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, (_guess_remark(encoding), *_torn(text)))


def _guess_remark(encoding: str) -> str:
    return f"the encoding is not declared and was guessed to be {encoding}; save the file as UTF-8 to be sure"


def _telling(data: bytes) -> bytes:
    """The first lines that are not ASCII, or the beginning where there is none."""
    lines, size = [], 0
    for found in _HIGH_LINES.finditer(data):
        lines.append(found[0][:SAMPLE])
        size += len(found[0])
        if size > SAMPLE:
            break
    return b"".join(lines)[:SAMPLE] or data[:SAMPLE]


def _is_latin(sample: bytes) -> bool:
    high = len(re.findall(rb"[\x80-\xff]", sample))
    low = len(re.findall(rb"[A-Za-z]", sample))
    return 0 < high < 0.45 * (high + low)


def _latin(sample: bytes) -> str | None:
    """The encoding under which most characters beyond ASCII are letters of one language."""
    scores = [(_score(sample, encoding), -rank) for rank, encoding in enumerate(LATIN)]
    best, rank = max(scores)
    return LATIN[-rank] if best >= ENOUGH else None


def _score(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, "replace")
    beyond = re.sub(r"[\x00-\x7f]+", "", text)
    letters = [character.lower() for character in beyond if character not in NEUTRAL]
    letters += _SIGN_IN_WORD.findall(text)
    if not letters:
        return 1.0 if beyond and "\ufffd" not in beyond else 0.0
    one = max(sum(letter in alphabet for letter in letters) for alphabet in LETTERS.values())
    # A text may quote other languages: what is a letter somewhere counts, but less than a letter of its own language.
    any_letter = sum(letter.isalpha() and letter in _ANY for letter in letters)
    return (0.9 * one + 0.1 * any_letter) / len(letters)


def _detected(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else None


_ANY = frozenset("".join(LETTERS.values()))
