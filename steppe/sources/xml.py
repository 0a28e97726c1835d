"""XML read so that no entity, no outside file and no network comes into it."""

from lxml import etree

from steppe.sources.problems import UnreadableError

PROLOGUE = 20_000


def parse_xml(data: bytes) -> etree._Element:
    """The root element.

    Raises
    ------
    UnreadableError : it defines entities ("entity-bomb") or is not XML ("broken").
    """
    if b"<!ENTITY" in data[:PROLOGUE].replace(b"\0", b"").upper():
        raise UnreadableError("entity-bomb", "It defines XML entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("broken", "It is not well-formed XML") from error
    if root is None:
        raise UnreadableError("broken", "It is not well-formed XML")
    return root


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; "" for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
