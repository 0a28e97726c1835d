"""Bytes to text, whatever the encoding, with a flag wherever something had to be decided."""

import codecs
import re

from charset_normalizer import from_bytes

from steppe.sources.problems import UnreadableError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings in which articles about the region are met besides Unicode.
LEGACY_ENCODINGS = ["cp1251", "gb18030", "cp1252", "koi8_r", "cp1254"]
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
ZERO_WIDTH = re.compile(r"[\u200b\u2060\ufeff]")
BIDI = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
REPLACEMENT = "�"
SAMPLE_BYTES = 65_536
BINARY_SHARE = 0.02


def decode(data: bytes, *, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of `data`, its line ends untouched, and quality flags.

    Control characters and lone surrogates become U+FFFD one for one: no store or browser can hold them.

    Parameters
    ----------
    declared : encoding named by the document itself (an HTML meta tag, a MIME header); tried after Unicode.

    Raises
    ------
    UnreadableError : it is not text ("binary").
    """
    text, flags = _decode(data, declared)
    controls = len(CONTROL.findall(text)) + text.count(REPLACEMENT)
    if controls > 4 and controls > BINARY_SHARE * len(text):
        raise UnreadableError("binary", "It is not text")
    if CONTROL.search(text):
        text = CONTROL.sub(REPLACEMENT, text)
        flags.append("control-characters")
    if SURROGATE.search(text):
        text = SURROGATE.sub(REPLACEMENT, text)
        flags.append("lone-surrogates")
    if ZERO_WIDTH.search(text):
        flags.append("zero-width")
    if BIDI.search(text):
        flags.append("bidi-controls")
    return text, tuple(flags)


def _decode(data: bytes, declared: str) -> tuple[str, list[str]]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, "replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("utf-8", "surrogatepass"), []
    except UnicodeDecodeError:
        pass
    if _is_known(declared):
        try:
            return data.decode(declared), []
        except UnicodeDecodeError:
            pass
    return _decode_legacy(data)


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of mostly Latin text shows as a NUL in every second byte."""
    sample = data[:SAMPLE_BYTES]
    if len(sample) < 4 or (len(sample) % 2 and len(data) <= SAMPLE_BYTES):
        return ""
    half = len(sample) / 2
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.05 else ""


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except (LookupError, ValueError):
        return False
    return bool(encoding)


def _decode_legacy(data: bytes) -> tuple[str, list[str]]:
    """Not valid UTF-8: one of the legacy encodings, or UTF-8 with stretches of another."""
    lines = data.splitlines(keepends=True)
    bad = [line for line in lines if not _is_utf8(line)]
    wide = sum(1 for line in lines if _is_utf8(line) and not line.isascii())
    encoding = _guess(b"".join(bad)[:SAMPLE_BYTES])
    if wide >= len(bad):
        parts = (line.decode("utf-8" if _is_utf8(line) else encoding, "replace") for line in lines)
        return "".join(parts), ["mixed-encoding"]
    try:
        return data.decode(encoding), ["encoding-guessed"]
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), ["encoding-guessed", "encoding-errors"]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess(sample: bytes) -> str:
    """A few stray bytes in Latin text are windows-1252 punctuation; charset-normalizer needs more to go by."""
    high = sum(byte >= 0x80 for byte in sample)
    if high < 0.05 * len(sample) and _reads_as_western(sample):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=LEGACY_ENCODINGS).best()
    return best.encoding if best else "cp1252"


def _reads_as_western(sample: bytes) -> bool:
    """True where high bytes stand alone between ASCII letters, as quotes, dashes and accents do."""
    return not re.search(rb"[\x80-\xff]{3,}", sample)
