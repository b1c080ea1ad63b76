"""XML read with suspicion: no entities, no network, no huge trees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element


def parse_xml(data: bytes, file: Path, part: str = "") -> _Element:
    """The root element of an XML document.

    Raises:
        SourceError: not well-formed, nested beyond reason, or with a DOCTYPE: the formats read here have none,
            and entities are only good for attacks.

    >>> parse_xml(b"<a><b/></a>", Path("a.odt"))[0].tag
    'b'
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    where = f" in its part {part}" if part else ""
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(
            f"damaged XML{where} ({getattr(error, 'msg', error)})",
            hint="open it in the program that made it and save it again, or ask for another copy",
            file=file,
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError(
            f"the XML{where} declares a document type or entities, which can hide an attack",
            hint="open it in the program that made it and save it again",
            file=file,
        )
    return root


def local(element: _Element) -> str:
    """The name of an element without its namespace.

    >>> local(parse_xml(b"<a xmlns='urn:x'/>", Path("a.odt")))
    'a'
    """
    return str(element.tag).rpartition("}")[2]


def attribute(element: _Element, name: str, default: str = "") -> str:
    """The value of an attribute, whatever its namespace.

    >>> attribute(parse_xml(b"<a xmlns:w='urn:x' w:val='7'/>", Path("a.odt")), "val")
    '7'
    """
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """The children with one of these local names."""
    return (child for child in element if local(child) in names)


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first descendant along a path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element
