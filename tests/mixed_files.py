"""Files as people have them: articles in every format, and every kind of broken one. All words are our own."""

import email.message
import io
import random
import textwrap
import zipfile
from collections.abc import Iterator

from tests.sources.make import make_docx, make_pdf, make_zip

COUNTRIES = ("Kazakhstan", "Uzbekistan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "China", "Mongolia")
CITIES = ("Almaty", "Tashkent", "Bishkek", "Dushanbe", "Osh", "Samarkand", "Shymkent", "Khorgos", "Aktau", "Termez")
THINGS = (
    "railway", "dry port", "solar field", "copper mine", "water canal", "border market", "data centre", "school",
    "pipeline", "cotton mill", "airport", "power line", "grain terminal", "hospital", "tunnel", "refinery",
)  # fmt: skip
ACTS = (
    "opened a tender for", "put off the loan for", "signed a contract for", "sent engineers to inspect",
    "raised the price of", "promised new jobs at", "ended a long dispute over", "asked lenders to pay for",
    "published the accounts of", "lost its permit for", "found a partner for", "halved the budget of",
)  # fmt: skip
WHO = (
    "the ministry of transport", "a state bank", "the regional governor", "a group of farmers", "the national railway",
    "an investor from abroad", "the city council", "a trade union", "the energy regulator", "a family company",
)  # fmt: skip
WHY = (
    "because freight has doubled since spring", "although the drought has emptied the reservoirs",
    "after two winters without light", "while neighbours argue about tariffs", "as the currency keeps falling",
    "since drivers wait nine days at the crossing", "before the harvest comes in", "despite warnings about the debt",
)  # fmt: skip


def sentences(number: int) -> Iterator[str]:
    """Sentences that no other number gives in this order."""
    pick = random.Random(number)
    while True:
        who, act, thing = pick.choice(WHO), pick.choice(ACTS), pick.choice(THINGS)
        where, city, why = pick.choice(COUNTRIES), pick.choice(CITIES), pick.choice(WHY)
        figure = pick.randrange(9999)
        yield f"{who[0].upper()}{who[1:]} {act} the {thing} near {city} in {where} {why}, figure {figure}."


def article(number: int, paragraphs: int = 5) -> tuple[str, list[str]]:
    """Title and paragraphs."""
    source = sentences(number)
    pick = random.Random(number)
    title = f"{pick.choice(CITIES)} and the {pick.choice(THINGS)}: report {number}"
    return title, [" ".join(next(source) for _ in range(4)) for _ in range(paragraphs)]


def as_text(number: int) -> bytes:
    title, body = article(number)
    return "\n\n".join([title, *body]).encode()


def as_markdown(number: int) -> bytes:
    title, body = article(number)
    head = f'---\ntitle: "{title}"\nauthor: Aigerim Testova\ndate: 2025-03-0{number % 9 + 1}\n---\n'
    return (head + "\n\n".join(body)).encode()


def as_html(number: int) -> bytes:
    title, body = article(number)
    paragraphs = "".join(f"<p>{p}</p>" for p in body)
    return (
        f"<html><head><title>{title}</title></head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>All rights reserved.</footer></body></html>"
    ).encode()


def as_pdf(number: int) -> bytes:
    title, body = article(number, 3)
    return make_pdf([textwrap.wrap(" ".join([title + ".", *body]), 95)], size=10)


def as_docx(number: int) -> bytes:
    title, body = article(number)
    return make_docx([("Normal", text) for text in (title, *body)])


def as_mail(number: int) -> bytes:
    title, body = article(number)
    message = email.message.EmailMessage()
    message["From"], message["To"] = "desk@example.org", "you@example.org"
    message["Subject"], message["Date"] = title, "Mon, 03 Mar 2025 09:00:00 +0000"
    message.set_content("\n\n".join(body))
    return message.as_bytes()


def as_csv(number: int, rows: int = 3) -> bytes:
    made = (article(1000 * number + row) for row in range(rows))
    return ("title,text\n" + "".join(f'"{title}","{" ".join(body)}"\n' for title, body in made)).encode()


MAKERS = {
    "txt": as_text,
    "md": as_markdown,
    "html": as_html,
    "pdf": as_pdf,
    "docx": as_docx,
    "eml": as_mail,
    "csv": as_csv,
    "zip": lambda number: make_zip(
        {f"inner-{number}.txt": as_text(7000 + number), f"more-{number}.md": as_markdown(8000 + number)}
    ),
}


def bad_files() -> dict[str, bytes]:
    """Files that do not become articles, each of another kind."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 30_000_000)
    nested = as_text(1)
    for depth in range(5):
        nested = make_zip({f"level{depth}.zip" if depth else "a.txt": nested})
    lock = f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    return {
        "empty.txt": b"",
        "spaces.txt": b" \n\n\t ",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "encrypted.pdf": make_pdf([["No one may read this line without the password."]], extra=lock),
        "scanned.pdf": make_pdf([[]]),
        "broken.docx": b"PK\x03\x04 this is no archive",
        "bomb.zip": bomb.getvalue(),
        "nested.zip": nested,
        "outside.zip": make_zip({"../../outside.txt": as_text(3)}),
        "entities.xml": f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss><channel><item>'
        "<title>&e8;</title></item></channel></rss>".encode(),
        "line.txt": b"word " * 200_000,
        "numbers.csv": b"a,b\n1,2\n3,4\n",
        "sound.mp3": b"ID3\x04" + bytes(2000),
    }


def odd_files() -> dict[str, bytes]:
    """Files that look hopeless and are articles all the same."""
    title, body = article(500)
    text = "\n\n".join([title, *body])
    return {
        "nul.txt": as_text(501).replace(b"near", b"ne\x00ar", 3),
        "utf16.txt": ("\ufeff" + "\n\n".join(article(502)[1])).encode("utf-16-le"),
        "mixed.txt": as_text(503) + "\n\nСказал министр транспорта.".encode("windows-1251"),
        "surrogate.txt": as_text(504) + b"\n\n\xed\xa0\x80 the end of the wire.",
        "rtl.txt": text.replace("the", "\u202ethe\u202c").replace("and", "a\u200bnd").encode(),
        "deep.html": b"<div>" * 100_000 + as_html(505) + b"</div>" * 100_000,
        "february.txt": ("Title: The bridge\nDate: 2025-02-31\n\n" + "\n\n".join(article(506)[1])).encode(),
    }


def mixed_batch(size: int) -> dict[str, bytes]:
    """`size` files: bad and odd ones for at most a quarter, the rest articles of all formats in turn."""
    broken = list({**bad_files(), **odd_files()}.items())[: max(1, size // 4)]
    files = dict(broken)
    names = list(MAKERS)
    for number in range(size - len(broken)):
        suffix = names[number % len(names)]
        files[f"article-{number:03d}.{suffix}"] = MAKERS[suffix](number)
    return files
