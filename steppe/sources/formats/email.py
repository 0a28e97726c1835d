"""E-mail: single messages (EML), web pages saved as one message (MHTML), and mailboxes (MBOX)."""

import contextlib
import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from steppe.document import Claim, Failure, Source
from steppe.sources.compose import with_title
from steppe.sources.decode import decode
from steppe.sources.format import Format, Input, load_formats, make_source
from steppe.sources.formats.html import read_markup
from steppe.sources.problems import UnreadableError
from steppe.sources.read import read_input

CERTAIN_HEADER = re.compile(rb"(?im)^(?:message-id|mime-version|received|return-path|delivered-to)\s*:")
ANY_HEADER = re.compile(rb"[!-9;-~]+:[ \t]")
# In a mailbox each message starts with a line "From sender date"; the format has no other mark.
SEPARATOR = re.compile(rb"(?m)^From [^\r\n]*\r?\n(?=[!-9;-~]+:[ \t])")
HEAD = 4096


def is_message(data: bytes) -> bool:
    """A header block that only mail has, from the very first line on."""
    head = data[:HEAD].lstrip()
    return bool(ANY_HEADER.match(head)) and bool(CERTAIN_HEADER.search(re.split(rb"\r?\n\r?\n", head)[0]))


def is_mailbox(data: bytes) -> bool:
    """It starts with a separator."""
    return bool(SEPARATOR.match(data[:HEAD]))


def read(source: Input) -> Iterator[Source | Failure]:
    """One article a message, and one for each attached document."""
    if not is_mailbox(source.data):
        yield from _read_message(source)
        return
    starts = [match.end() for match in SEPARATOR.finditer(source.data)]
    ends = [*[match.start() for match in SEPARATOR.finditer(source.data)][1:], len(source.data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        source.budget.spend_file()
        yield from read_message_of(source, f"{number:05d}.eml", source.data[start:end])


def read_message_of(source: Input, name: str, data: bytes) -> Iterator[Source | Failure]:
    """One message of a mailbox; a bad one does not end the others."""
    inner = source.inner(name, data)
    try:
        yield from _read_message(inner)
    except UnreadableError as problem:
        yield problem.as_failure(inner.file)


def _read_message(source: Input) -> Iterator[Source | Failure]:
    message = email.message_from_bytes(source.data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableError("broken", "It has no message header")
    body = _find_body(message)
    if body is None:
        raise UnreadableError("empty", "The message holds no text")
    saved_page = message.get("Snapshot-Content-Location")
    claims = _page_claims(str(saved_page)) if saved_page else _header_claims(message)
    text, flags = decode(_payload(body), declared=body.get_content_charset() or "")
    if body.get_content_type() == "text/html":
        article = read_markup(source, text, flags=flags, reader="html" if saved_page else "email", claims=claims)
    else:
        article = make_source(source, text, reader="email", claims=claims, flags=flags)
    yield article if saved_page else with_title(article, _header(message, "Subject"))
    yield from _read_attachments(source, message)


def _find_body(message: EmailMessage) -> MIMEPart | None:
    """The plain text; else the HTML. Newsletters put a stub into the plain text: then the HTML."""
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    if plain is not None and html is not None and len(_payload(plain).strip()) < 0.1 * len(_payload(html)):
        plain = None if len(_payload(plain).strip()) < 400 else plain
    return plain or html


def _payload(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, IndexError, AttributeError):
        # The standard library's header parser gives up on some malformed headers.
        return ""


def _header_claims(message: EmailMessage) -> tuple[Claim, ...]:
    claims = [Claim("title", _header(message, "Subject"), "subject")]
    sender = parseaddr(_header(message, "From"))[0]
    claims.append(Claim("outlet", sender, "sent from"))
    with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
        claims.append(Claim("published", parsedate_to_datetime(_header(message, "Date")).date().isoformat(), "sent"))
    return tuple(claim for claim in claims if claim.value)


def _page_claims(address: str) -> tuple[Claim, ...]:
    return (Claim("url", address, "saved"),)


def _read_attachments(source: Input, message: EmailMessage) -> Iterator[Source | Failure]:
    """Attached documents of a kind that some reader takes; pictures and signatures are no articles."""
    known = {suffix for reader in load_formats() for suffix in reader.suffixes if suffix}
    for part in message.iter_attachments():
        name = part.get_filename() or ""
        if name.rpartition(".")[2].lower() in known and part.get_content_disposition() == "attachment":
            source.budget.spend_file()
            data = part.get_payload(decode=True)
            yield from read_input(source.inner(name, data if isinstance(data, bytes) else b""))


FORMAT = Format("email", ("eml", "mbox", "mht", "mhtml"), lambda data: is_message(data) or is_mailbox(data), read)
