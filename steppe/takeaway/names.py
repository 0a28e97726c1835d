"""File names that every system takes."""

import unicodedata

# Names that Windows keeps for devices, with or without an extension (learn.microsoft.com, "Naming Files, Paths, and
# Namespaces"); the superscript digits count as digits there.
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    "conin",
    "conout",
    *(f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"),
}
MOST_BYTES = 120  # with an extension well under the 255 bytes of ext4 and the 143 of eCryptfs
FALLBACK = "steppe"


def safe_file_name(words: str, extension: str) -> str:
    """A file name made of words in any script: letters, digits and hyphens, in small letters.

    words : what the file holds; everything that is no letter, mark or digit becomes a hyphen.
    extension : without its dot, such as "csv".

    The stem is never empty, never a device name of Windows, at most `MOST_BYTES` long in UTF-8, and in NFC, so that a
    disk that normalises names changes nothing.
    """
    kept = "".join(c if _is_plain(c) else "-" for c in unicodedata.normalize("NFC", words).lower())
    stem = "-".join(part for part in unicodedata.normalize("NFC", kept).split("-") if part)
    stem = stem.encode("utf-8")[:MOST_BYTES].decode("utf-8", "ignore").strip("-")
    if not stem or stem in RESERVED or unicodedata.category(stem[0])[0] == "M":
        stem = f"{FALLBACK}-{stem}" if stem else FALLBACK
    return f"{stem}.{extension}"


def _is_plain(letter: str) -> bool:
    """Letters, marks and decimal digits of the Basic Multilingual Plane, the part that FAT disks can name."""
    return ord(letter) <= 0xFFFF and unicodedata.category(letter) in {"Ll", "Lu", "Lt", "Lo", "Lm", "Mn", "Mc", "Nd"}
