"""ZIP files, also those inside DOCX and XLSX, read within limits."""

import io
import zipfile
import zlib

from steppe.sources.limits import MEBIBYTE, Budget
from steppe.sources.problems import UnreadableError

MAGIC = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"


def is_zip(data: bytes) -> bool:
    """By its first bytes."""
    return data.startswith((MAGIC, EMPTY))


def names_in(data: bytes) -> frozenset[str]:
    """Names of the members; none where it is no readable ZIP."""
    if not is_zip(data):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP held in memory.

    Raises
    ------
    UnreadableError : it is broken.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("broken", "The ZIP structure is damaged") from error


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    """One member's bytes. Its stated size is a claim: no more than the limit is unpacked, whatever it says.

    Raises
    ------
    UnreadableError : encrypted, broken, or larger than the limits allow.
    """
    limits = budget.limits
    if info.flag_bits & 1:
        raise UnreadableError("encrypted", "It is protected with a password")
    if info.file_size > limits.bytes or (
        info.file_size > MEBIBYTE and info.file_size > limits.ratio * info.compress_size
    ):
        raise UnreadableError("zip-bomb", f"It unpacks to {info.file_size / MEBIBYTE:.0f} MB")
    budget.check_time()
    try:
        with archive.open(info) as member:
            data = member.read(limits.bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnreadableError("broken", "It cannot be unpacked") from error
    if len(data) > limits.bytes:
        raise UnreadableError("zip-bomb", f"It unpacks to more than {limits.bytes // MEBIBYTE} MB")
    budget.spend_unpacked(len(data))
    return data
