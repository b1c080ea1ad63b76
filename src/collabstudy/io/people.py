"""Whether a label is likely to be somebody: a role, a code, a name, or a thing such as `Note`."""

from __future__ import annotations

import re
from enum import IntEnum

ROLES = frozenset(
    """
    interviewer interviewers interviewee interviewees moderator facilitator participant participants respondent respondents
    informant speaker researcher host cohost co-host guest narrator witness chair chairman chairwoman chairperson panelist
    panellist presenter translator interpreter observer operator caller audience crowd student teacher patient nurse doctor
    client customer user manager director councillor resident volunteer carer mother father parent child man woman male
    female voice unknown unidentified questioner clerk court counsel judge
    interviewerin interviewte interviewter interviewende interviewender interviewpartner interviewpartnerin befragte befragter
    befragende befragender befragt moderation moderatorin sprecher sprecherin teilnehmer teilnehmerin teilnehmende person
    experte expertin frau herr mann proband probandin forscher forscherin gast erzähler erzählerin unbekannt alle
    intervieweur intervieweuse interviewé interviewée enquêteur enquêtrice enquêté enquêtée animateur animatrice répondant
    répondante locuteur locutrice intervenant intervenante chercheur chercheuse
    entrevistador entrevistadora entrevistado entrevistada moderadora moderador hablante participante informante
    intervistatore intervistatrice intervistato intervistata moderatore moderatrice partecipante parlante
    entrevistadores pesquisador pesquisadora interlocutor interlocutora
    geïnterviewde spreker deelnemer onderzoeker respondente gespreksleider
    intervjuare intervjuaren intervjuperson respondenten informanten deltagare talare moderatorn
    intervjuer intervjuerin deltaker deltager interviewperson taler
    haastattelija haastateltava puhuja osallistuja
    badacz badaczka respondentka rozmówca rozmówczyni uczestnik uczestniczka moderatorka prowadzący
    tazatel tazatelka účastník mluvčí respondentů kérdező interjúalany résztvevő
    """.split()
)
THINGS = frozenset(
    """
    note notes nb n.b notice summary abstract introduction intro conclusion conclusions background overview context purpose
    aim aims goal goals objective objectives method methods methodology result results finding findings discussion
    recommendation recommendations date dates time times duration length place location venue address city country region
    setting subject topic topics re title author authors editor edited source sources reference references copyright licence
    license photo photos photograph image images picture pictures caption credit credits figure figures fig table tables chart box
    chapter section part appendix page pages line item items step steps stage phase day week month year session episode question
    questions answer answers example examples definition tip tips hint warning caution important attention update updates
    correction disclaimer ps p.s p.p.s tl;dr tldr url link links website web email e-mail mail tel telephone phone fax mobile
    twitter facebook contact contacts file filename recording recorded audio video transcript transcription transcribed
    transcriber interview interviews participants attendees attendance present apologies absent agenda minutes action actions
    decision decisions status version number no id code codes theme themes category categories type types name names age ages gender
    sex occupation job organisation organization company department education language legend key keys symbols abbreviations
    pros cons pro con advantage advantages disadvantage disadvantages strength strengths weakness weaknesses opportunity
    opportunities threat threats problem problems solution solutions issue issues challenge challenges benefit benefits fact facts
    myth myths point points takeaway takeaways lesson lessons quote quotes comment comments spotlight
    tags tag layout description excerpt config channel text path ignore http https ftp www
    anmerkung anmerkungen hinweis hinweise notiz notizen zusammenfassung einleitung fazit hintergrund ziel ziele datum zeit
    dauer länge ort betreff thema themen titel autor autoren autorin quelle quellen bild foto abbildung tabelle kapitel abschnitt
    seite schritt frage fragen antwort antworten beispiel beispiele achtung wichtig warnung aufnahme aufgenommen transkript
    transkription transkribiert teilnehmerliste anwesend tagesordnung protokoll beschluss aufgabe telefon legende abkürzungen alter
    geschlecht beruf 
    remarque remarques résumé conclusion lieu durée sujet titre auteur auteurs légende exemple exemples attention étape page
    nota notas resumen fecha hora lugar duración asunto tema título autora fuente ejemplo paso importante
    nota riassunto data luogo durata oggetto titolo autore fonte esempio
    opmerking samenvatting plaats onderwerp titel bron voorbeeld stap
    """.split()
)
OPENERS = frozenset(
    """
    what why how when where who which today tomorrow yesterday before after then first second third firstly secondly finally
    and or but so because however therefore also yes no well okay ok remember listen look see click read more
    """.split()
)
"""Words with which a sentence may begin before a colon."""
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
    """.split()
)
CODES = frozenset("I B P R Q A M F S IP IV INT TN KI MOD RES SPK RESP PART FG UV".split())
PARTICLES = frozenset("von van de der den del della di da dos du la le el bin al ibn ter ten zu zur y e and und et of the".split())
TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady rev judge cllr hon senator the".split())

_CODE = re.compile(r"[^\W\d_]{1,5}[ ._-]?\d{1,3}[a-z]?|[A-ZÄÖÜ]{1,3}\d{0,3}")
_NUMBERED = re.compile(r"([^\W\d_]{2,})[ ._-]?\d{1,3}")
_HANDLE = re.compile(r"\w[\w.@'’-]*")
_SENTENCE = re.compile(r"[?!;\"“”„«»=]|\.\s+[a-z]|\.{2}|…|\]\(")
_PARENTHESIS = re.compile(r"\s*[(\[|].*$")
_UNSPACED = re.compile(r"[\u0590-\u08ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


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
    >>> likeness("stokes").name, likeness("so the question is").name, likeness("Key points").name
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
        return Likeness.ROLE if bare.rstrip("0123456789 ._-") in CODES or bare[-1].isdigit() else Likeness.NAME
    if len(words) > 1:
        return Likeness.NAME if _is_full_name(words) else Likeness.WORDS
    if _UNSPACED.search(bare):
        return Likeness.NAME if len(bare) <= 5 else Likeness.WORD
    return Likeness.WORD if _HANDLE.fullmatch(bare) else Likeness.WORDS


def is_thing(label: str) -> bool:
    """Whether a label is known to be none of somebody: `Date`, `Step 2`, `Key points`, `Monday`.

    >>> is_thing("Date"), is_thing("Ann"), is_thing("so the question is")
    (True, False, False)
    """
    folded = [word.casefold().strip(".,'’") for word in label.split()]
    return bool(folded) and not any(_stem(word) in ROLES for word in folded) and _is_thing(folded)


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


def _stem(word: str) -> str:
    """The word without a number or a gender mark: `befragte:r`, `interviewer*in`, `speaker_00`."""
    return re.sub(r"[*:_/](in|innen|r|n|e)$", "", re.sub(r"[\s._#-]*\d+[a-z]?$", "", word)).strip("_-#:")


def _is_thing(words: list[str]) -> bool:
    if words[0] in CALENDAR and all(word in CALENDAR or word.isdigit() for word in words):
        return words not in (["april"], ["may"], ["june"])
    if len(words) == 1 and words[0] in OPENERS:
        return True
    if words[0] in THINGS and (len(words) == 1 or words[1].strip("#").isdigit() or words[1] in ("of", "for", "der", "des")):
        return True
    numbered = _NUMBERED.fullmatch(words[0])
    if len(words) == 1 and numbered and numbered[1] in THINGS:
        return True
    return len(words) > 1 and words[-1] in THINGS


def _is_full_name(words: list[str]) -> bool:
    named = [word for word in words if word.casefold() not in PARTICLES]
    return len(named) >= 2 and all(word[0].isupper() or word[0].isdigit() for word in named)
