"""A user's own Word document or template: opened with care, its cover filled in, the place found where we write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from collabstudy.errors import SettingsError
from collabstudy.io.briefing import FILE

if TYPE_CHECKING:
    from docx.document import Document

MARK = "{briefing}"
MOST_BYTES = 400 << 20  # unpacked
_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLD = b"\xd0\xcf\x11\xe0"
# Properties of the document that Word's own covers show, and what they are here.
_BOUND = {
    "title": "title",
    "subject": "subtitle",
    "subtitle": "subtitle",
    "description": "invented",
    "category": "kind",
}


def opened(template: bytes, name: str = "the template") -> Document:
    """The document, also of a template (.dotx).

    Raises SettingsError for what is no Word document, is protected, holds macros or unpacks to very much.
    """
    import docx

    if template.startswith(_OLD):
        raise _wrong(name, "is protected by a password, or in Word's old format", "save it as .docx without a password")
    try:
        return docx.Document(BytesIO(_as_document(template, name)))
    except SettingsError:
        raise
    except Exception as error:  # python-docx and lxml raise whatever comes on a damaged file
        raise _wrong(name, "cannot be read as a Word document", "open it in Word and save it as .docx") from error


def _as_document(template: bytes, name: str) -> bytes:
    """The package with the main part called a document."""
    try:
        with ZipFile(BytesIO(template)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise _wrong(name, "unpacks to very much", "take pictures out of it")
            if _TYPES not in package.namelist():
                raise _wrong(name, "is no Word document", "give a .docx or .dotx")
            types = package.read(_TYPES)
            if b"macroEnabled" in types or any(entry.filename.endswith("vbaProject.bin") for entry in entries):
                raise _wrong(name, "holds macros", "save it as .docx or .dotx, without macros")
            if _TEMPLATE not in types:
                if _MAIN not in types:
                    raise _wrong(name, "is no Word document", "give a .docx or .dotx")
                return template
            again = BytesIO()
            with ZipFile(again, "w") as target:
                for entry in entries:
                    content = package.read(entry)
                    target.writestr(entry, content.replace(_TEMPLATE, _MAIN) if entry.filename == _TYPES else content)
            return again.getvalue()
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _wrong(name, "is no Word document, or is damaged", "open it in Word and save it as .docx") from error


def _wrong(name: str, problem: str, hint: str) -> SettingsError:
    return SettingsError(f"the template `{name}` {problem}", hint=hint, file=FILE)


def fill(document: Document, told: Mapping[str, str]) -> bool:
    """Put the title and what else is told where the template has `{title}` and so on, or one of Word's own fields.

    Says whether there is a cover: anything in the body besides the mark.
    """
    for root in _roots(document):
        for paragraph in root.iter(_w("p")):
            _fill_paragraph(paragraph, told)
        for control in root.iter(_w("sdt")):
            _fill_control(control, told)
    return any(_says(element) for element in _before(document))


def tail(document: Document) -> list[Any] | None:
    """Take out what stands after the mark (the mark too), to be put back behind the briefing; None without a mark.

    Empty paragraphs at the end go, too: they would be an empty page.
    """
    body = document.element.body
    found = next((element for element in body if element.tag == _w("p") and _text(element).strip() == MARK), None)
    if found is None:
        for element in reversed([e for e in body if e.tag == _w("p")]):
            if _says(element) or _found(element, ".//w:sectPr"):
                break
            body.remove(element)
        return None
    after = [element for element in found.itersiblings() if element.tag != _w("sectPr")]
    for element in (found, *after):
        body.remove(element)
    return after


def put_back(document: Document, elements: Iterable[Any]) -> None:
    """Put elements at the end of the text."""
    for element in elements:
        document.element.body.sectPr.addprevious(element)


def _before(document: Document) -> Iterator[Any]:
    for element in document.element.body:
        if element.tag == _w("p") and _text(element).strip() == MARK:
            return
        yield element


def _says(element: Any) -> bool:
    """Tell whether there is anything to be seen."""
    if element.tag == _w("sectPr"):
        return False
    return bool(
        _text(element).strip() or _found(element, ".//w:drawing | .//w:pict | .//w:object") or element.tag == _w("tbl")
    )


def _roots(document: Document) -> Iterator[Any]:
    """The body, and every header and footer that there is."""
    yield document.element.body
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] in ("header", "footer"):
            yield relation.target_part.element


def _fill_paragraph(paragraph: Any, told: Mapping[str, str]) -> None:
    texts = [text for text in paragraph.iter(_w("t")) if next(text.iterancestors(_w("p"))) is paragraph]
    whole = "".join(text.text or "" for text in texts)
    if not any(f"{{{name}}}" in whole for name in told):
        return
    if any(f"{{{name}}}" in whole and not any(f"{{{name}}}" in (t.text or "") for t in texts) for name in told):
        texts[0].text, texts[1:] = whole, [_emptied(text) for text in texts[1:]]  # Word has cut the name in two
    for text in texts:
        for name, words in told.items():
            text.text = (text.text or "").replace(f"{{{name}}}", words)


def _emptied(text: Any) -> Any:
    text.text = ""
    return text


def _fill_control(control: Any, told: Mapping[str, str]) -> None:
    """A content control that is tied to the title or the like of the document."""
    path = "".join(_found(control, "./w:sdtPr/w:dataBinding/@w:xpath")).casefold()
    name = next((ours for theirs, ours in _BOUND.items() if f":{theirs}[" in path or path.endswith(f":{theirs}")), "")
    texts = _found(control, "./w:sdtContent//w:t")
    if name not in told or not texts:
        return
    texts[0].text, texts[1:] = told[name], [_emptied(text) for text in texts[1:]]
    for placeholder in _found(control, "./w:sdtPr/w:showingPlcHdr"):
        placeholder.getparent().remove(placeholder)


def _text(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(_w("t")))


def _found(element: Any, path: str) -> list[Any]:
    """What a path leads to, also from elements that python-docx has no class for."""
    from lxml import etree

    found: Any = etree.XPath(path, namespaces={"w": _W})(element)
    return list(found)


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"
