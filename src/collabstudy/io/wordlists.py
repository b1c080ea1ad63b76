"""Words by which labels are told from other words before a colon: roles, things, days."""

from __future__ import annotations

ROLES = frozenset(
    """
    interviewer interviewers interviewee interviewees moderator facilitator participant participants respondent
    respondents informant speaker speakers researcher researchers host cohost co-host guest narrator witness chair
    chairman chairwoman chairperson panelist panellist presenter translator interpreter observer operator caller
    audience crowd student teacher patient nurse doctor client customer user manager director councillor resident
    volunteer carer mother father parent child man woman men women male female males females voice voices unknown
    unidentified questioner clerk court counsel judge interviewerin interviewte interviewter interviewende
    interviewender interviewpartner interviewpartnerin befragte befragter befragende befragender befragt moderation
    moderatorin sprecher sprecherin teilnehmer teilnehmerin teilnehmende person experte expertin frau herr mann
    proband probandin forscher forscherin gast erzähler erzählerin unbekannt alle intervieweur intervieweuse
    interviewé interviewée enquêteur enquêtrice enquêté enquêtée animateur animatrice répondant répondante locuteur
    locutrice intervenant intervenante chercheur chercheuse entrevistador entrevistadora entrevistado entrevistada
    moderadora moderador hablante participante informante intervistatore intervistatrice intervistato intervistata
    moderatore moderatrice partecipante parlante entrevistadores pesquisador pesquisadora interlocutor interlocutora
    geïnterviewde spreker deelnemer onderzoeker respondente gespreksleider intervjuare intervjuaren intervjuperson
    respondenten informanten deltagare talare moderatorn intervjuer intervjuerin deltaker deltager interviewperson
    taler haastattelija haastateltava puhuja osallistuja badacz badaczka respondentka rozmówca rozmówczyni uczestnik
    uczestniczka moderatorka prowadzący tazatel tazatelka účastník mluvčí respondentů kérdező interjúalany résztvevő
    """.split()
)
"""What people are called in transcripts, in a dozen languages; numbers and gender marks are taken off before."""
ASKERS = frozenset(
    """
    i int iv mod interviewer interviewerin moderator moderatorin moderation facilitator researcher forscher
    forscherin intervieweur intervieweuse enquêteur enquêtrice animateur animatrice entrevistador entrevistadora
    moderadora moderador intervistatore intervistatrice moderatore moderatrice pesquisador pesquisadora
    gespreksleider onderzoeker intervjuare intervjuaren moderatorn intervjuer haastattelija badacz badaczka
    moderatorka prowadzący tazatel tazatelka kérdező participant
    """.split()
)
"""Who may be the only one with a label, because everything else is said by the other."""
THINGS = frozenset(
    """
    note notes nb n.b notice info summary abstract introduction intro conclusion conclusions background overview
    context purpose aim aims goal goals objective objectives method methods methodology result results finding
    findings discussion recommendation recommendations date dates time times duration length place location venue
    address city country region setting subject topic topics re title author authors editor edited source sources
    reference references copyright licence license photo photos photograph image images picture pictures caption
    credit credits figure figures fig table tables chart box chapter section part appendix page pages line item items
    step steps stage phase day week month year session episode question questions answer answers example examples
    definition tip tips hint warning caution important attention update updates correction disclaimer ps p.s p.p.s
    tl;dr tldr url link links website web email e-mail mail tel telephone phone fax mobile twitter facebook contact
    contacts file filename recording recorded audio video transcript transcription transcribed transcriber interview
    interviews participants attendees attendance present apologies absent agenda minutes action actions decision
    decisions status version number no id code codes theme themes category categories type types name names age ages
    gender sex occupation job organisation organization company department education language legend key keys symbols
    abbreviations pros cons pro con advantage advantages disadvantage disadvantages strength strengths weakness
    weaknesses opportunity opportunities threat threats problem problems solution solutions issue issues challenge
    challenges benefit benefits fact facts myth myths point points takeaway takeaways lesson lessons quote quotes
    comment comments spotlight tags tag layout description excerpt config channel text path ignore http https ftp www
    anmerkung anmerkungen hinweis hinweise notiz notizen zusammenfassung einleitung fazit hintergrund ziel ziele datum
    zeit dauer länge ort betreff thema themen titel autor autoren autorin quelle quellen bild foto abbildung tabelle
    kapitel abschnitt seite schritt frage fragen antwort antworten beispiel beispiele achtung wichtig warnung aufnahme
    aufgenommen transkript transkription transkribiert teilnehmerliste anwesend tagesordnung protokoll beschluss
    aufgabe telefon legende abkürzungen alter geschlecht beruf remarque remarques résumé lieu durée sujet titre auteur
    auteurs légende exemple exemples étape nota notas resumen fecha hora lugar duración asunto tema título autora
    fuente ejemplo paso importante riassunto data luogo durata oggetto titolo autore fonte esempio opmerking
    samenvatting plaats onderwerp bron voorbeeld stap break breaks pause music applause laughter silence advert
    advertisement sponsor trailer observation observations observación observaciones objetivo indicadores
    """.split()
)
"""What stands before a colon and is nobody."""
QUESTIONS = {
    "question": {"answer", "réponse"},
    "frage": {"antwort"},
    "pregunta": {"respuesta"},
    "domanda": {"risposta"},
    "vraag": {"antwoord"},
    "fråga": {"svar"},
    "pergunta": {"resposta"},
}
"""What stands for who asks and who answers, where both return."""
OPENERS = frozenset(
    """
    what why how when where who which today tomorrow yesterday before after then first second third firstly secondly
    finally and or but so because however therefore also yes no well okay ok remember listen look see click read
    more
    """.split()
)
"""Words with which a sentence may begin before a colon."""
SAID = frozenset(
    """
    i i'm i’m i'd me my you you're you’re your we we're our he she they it it's is are am was were be been have has
    had do does did don't will would can could should thank thanks hello hi hey yes yeah no okay ok well so what how
    why when where who please sorry welcome ich mich mein du sie ihr wir er es bin bist ist sind war habe haben hat
    danke hallo ja nein wie warum wo wer bitte je vous nous il elle est suis êtes merci bonjour oui non comment
    pourquoi où yo usted soy gracias hola sí cómo qué por dónde ik u wij ben zijn dank nee wat hoe waarom
    """.split()
)
"""Words with which people talk, and do not fill in forms."""
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar
    märz mai juni juli oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles
    jueves viernes sábado domingo
    """.split()
)
"""Days and months."""
CODES = frozenset("I B P R Q A M F S IP IV INT TN KI MOD RES SPK RESP PART FG UV".split())
"""Short labels that stand for a role."""
PARTICLES = frozenset(
    "von van de der den del della di da dos du la le el bin al ibn ter ten zu zur y e and und et of the".split()
)
"""Small words inside names."""
TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady rev judge cllr hon senator the".split())
"""Words before names that give no initial."""
NO_TITLES = frozenset({"audio file", "audiodatei", "transcript", "transkript", "transcription", "transkription"})
"""What programs write above any transcript."""
