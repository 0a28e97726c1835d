"""Where a picture comes from, inside the picture: Dublin Core in SVG, text chunks in PNG."""

import html
import struct
import zlib

from steppe.takeaway.provenance import Provenance

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
AFTER_HEADER = len(PNG_SIGNATURE) + 25  # the IHDR chunk always has 25 bytes
# Keywords of the PNG specification (third edition, 11.3.3.1) that image viewers show.
PNG_KEYWORDS = {"title": "Title", "selection": "Description", "citation": "Source", "software": "Software"}
DUBLIN_CORE = {"title": "title", "selection": "description", "citation": "source", "software": "creator"}


def stamp_svg(svg: str, provenance: Provenance) -> str:
    """The SVG with its title, a description for those who do not see it, and its origin as `<metadata>`."""
    fields = provenance.fields()
    terms = "".join(
        f"<dc:{term}>{_xml(fields[name])}</dc:{term}>" for name, term in DUBLIN_CORE.items() if name in fields
    )
    metadata = (
        f"<title>{_xml(fields['title'])}</title><desc>{_xml(fields['citation'])}</desc>"
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">'
        f"{terms}<dc:identifier>{_xml(fields['corpus'])}</dc:identifier></rdf:Description></rdf:RDF></metadata>"
    )
    start = svg.index(">", svg.index("<svg")) + 1
    return svg[:start] + metadata + svg[start:]


def _xml(text: str) -> str:
    """Text as XML can hold it: escaped, without the controls that XML 1.0 forbids."""
    return html.escape("".join(c for c in text if c in "\t\n\r" or (ord(c) >= 32 and c not in "\ufffe\uffff")))


def stamp_png(png: bytes, provenance: Provenance) -> bytes:
    """The PNG with its origin as international text chunks (iTXt, UTF-8).

    Raises
    ------
    ValueError : not a PNG.
    """
    if not png.startswith(PNG_SIGNATURE):
        raise ValueError("not a PNG")
    chunks = b"".join(_chunk(name, value) for name, value in provenance.fields().items())
    return png[:AFTER_HEADER] + chunks + png[AFTER_HEADER:]


def _chunk(name: str, value: str) -> bytes:
    keyword = PNG_KEYWORDS.get(name, f"steppe {name}").encode("latin-1")
    data = keyword + b"\0\0\0\0\0" + value.encode("utf-8")
    body = b"iTXt" + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
