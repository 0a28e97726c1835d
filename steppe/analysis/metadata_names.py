"""Personal names as bylines print them."""

import re

from steppe.analysis.metadata_dates import find_date

# A personal name: two to five words, each with a capital, with the particles and patronymics of the region between.
NAME_WORD = r"[A-ZÀ-ÞŞĞİÇА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'‘.-]*"
PARTICLE = r"(?:al|bin|bint|ibn|de|da|di|du|del|della|dos|van|von|der|den|ter|af|la|le|el)(?![\w’'-])"
# These stand behind the father's name, and may end a name.
PATRONYMIC = r"(?:uulu|ulu|uly|kyzy|kizi|qyzy|qizi|ogly|ogli|oglu|ugli|o[‘’'`]g[‘’'`]li|ҳ)(?![\w’'-])"
NAME = rf"{NAME_WORD}(?:\s+(?:(?:{PARTICLE}\s+)*{NAME_WORD}|{PATRONYMIC}))+"
NAMES = re.compile(rf"{NAME}(?:\s*(?:,|&|and|и|with|,\s*(?:and|with))\s+{NAME})*")
# Where the names of a byline end: at a role, an outlet, a place, a date, contact data.
AFTER_NAMES = re.compile(
    r"\s*(?:[|·•‧/]|\s[–—-]\s|\(|\[|<|https?:|www\.|\S+@|@\w|\b(?:in|for|at|from|of|on|published|posted|updated)\s|"
    r"\s(?:published|posted|updated)\b|;\s*(?=(?:writing|editing|additional|photos?|translation|produced)\b)|"
    r"\.\s+(?=\w+(?: \w+)?:)|(?:\.\s+|\s)(?=(?:photo\w*|pictures|illustrat\w+|videos?|graphics)\b)|"
    r",\s*(?=(?:the|a|an|staff|senior|special|chief|political|economic|business|deputy|associate|assistant|our|"
    r"correspondents?|reporters?|editors?|writers?|analysts?|contributors?|columnists?|journalists?|professors?|"
    r"researchers?|fellows?|director|head|phd|ph\.d|dr|reuters|afp|tass|xinhua|ap|rfe/rl|bloomberg)\b)|"
    r",\s*(?=\w+day\b|\d))",
    re.IGNORECASE,
)
# Titles are no part of a name; nor are they of a person mentioned in the text.
HONORIFIC = re.compile(
    r"(^|(?:,|&|\band)\s+)(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Amb|Ambassador|PhD)\b\.?\s+)+(?=\S)"
)
DEGREE = re.compile(r",\s*(?:Ph\.?\s?D|D\.?Phil|M\.?Sc|M\.?A|M\.?B\.?A|LL\.?M|M\.?D|Esq|Jr|Sr)\b\.?")
# What stands to be clicked behind a name.
BUTTON = re.compile(
    r"(?<=[^\W\d_])\s+(?:(?i:read more|see (?:all|more)|show more|view (?:all|profile|bio|more)|all (?:posts|articles)|"
    r"more (?:from|by|articles|stories))|Follow(?:ing)?|Subscribe)\b.*$"
)
INITIAL = re.compile(r"\s[A-ZÀ-ÞА-ЯЁ]$")
# "A B (The Institute) and C D (Her University)".
AFFILIATION = re.compile(r"\s*\([^()]{2,60}\)(?=\s*(?:,|&|and\b|и\b|$))")
# "A B in Osh and C D in Khujand".
PLACE = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?"
POSTED_IN = re.compile(rf"\s+in\s+{PLACE}(?=\s*(?:,|and|&)\s+[A-Z])")
_NOT_A_NAME = """
advertiser agency analysis asia asian associated breaking brief briefing bulletin bureau business caspian center
central centre china chronicle club comment commentary correspondent council courier culture daily department desk
digest dispatch east economy editor editorial editors energy eurasia europe examiner exclusive explainer express
feature file forum foundation gazette global group herald home illustration image inquirer institute intelligencer
international internet interview journal kazakhstan kyrgyzstan latest live magazine media ministry mirror monitor
monthly morning network news newsletter newspaper newswire north observer office opinion org outlook party photo
photograph picture politics portal post president press publication publishing radio region report review road russia
sentinel service silk society south special sport staff standard state studies sun survey tajikistan team telegraph
television the times today trade tribune turkmenistan tv university update url uzbekistan view voice weekly west wire
world
"""
_ROLES = """
afp akipress bloomberg interfax kazinform reuters tass xinhua
analyst broadcaster cartoonist columnist consultant contributor diplomat economist engineer fellow historian
journalist lecturer manager photographer producer professor reporter researcher scholar scientist specialist
strategist translator writer
"""
NOT_A_NAME = frozenset((*_NOT_A_NAME.split(), *_ROLES.split()))
CONJUNCTION = re.compile(r"(\s(?:and|with|и|&)\s)")
WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
# Marks of footnotes: "Jane Doe1 and John Roe2*".
NOTE_MARK = re.compile(r"(?<=[^\W\d_])[\d*†‡¹²³⁴]+(?:,\d)*(?=[\s,;&]|$)")
GENERIC_AUTHORS = re.compile(
    r"(?:site )?(?:admin(?:istrator)?|staff|staff (?:writer|reporter|correspondent)s?|editors?|"
    r"editorial(?: (?:staff|team|desk))?|news ?desk|web ?desk|newsroom|news (?:team|staff)|"
    r"the editors?|our (?:own )?(?:correspondent|staff|reporter)s?|guest|guest (?:author|contributor|writer)|"
    r"blog admin(?:istrator)?|super ?user|webmaster|windows user|user|"
    r"unknown|anonymous|n/?a|none|null|редакция|автор|-+)",
    re.IGNORECASE,
)
_AGENCY = (
    r"(?:agence france[ -]presse|(?:the )?associated press|(?:our |news |wire )?agenc(?:y|ies)(?: reports?)?|"
    r"wire (?:services?|reports?)|news ?wires?|afp|ap|reuters|tass|ria novosti|sputnik|interfax|xinhua|"
    r"anadolu(?: agency)?|aa|dpa|efe|ani|pti|ians|app|bloomberg|kazinform|akipress|uza|azertac|irna|kyodo|yonhap)"
)
# Whoever wrote it for an agency is not named.
AGENCIES = re.compile(rf"{_AGENCY}(?:\s*(?:[/,;&+|-]|and|with)\s*{_AGENCY})*", re.IGNORECASE)


def names_nobody(value: str) -> bool:
    """Whether a byline says that it was the staff, or an agency, and no person."""
    return bool(GENERIC_AUTHORS.fullmatch(value) or AGENCIES.fullmatch(value))


def read_names(text: str) -> str | None:
    """The personal names that `text` starts with, as printed; None where it does not start with a name."""
    text = BUTTON.sub("", text)
    text = NOTE_MARK.sub("", POSTED_IN.sub("", AFFILIATION.sub("", DEGREE.sub("", text))))
    found = find_date(text)
    if found:
        text = text[: found.start]
    text = WEEKDAY.split(text)[0]
    head = AFTER_NAMES.split(HONORIFIC.sub(r"\1", " ".join(text.split())), maxsplit=1)[0].strip(" ,;:.-–—")
    names = NAMES.match(head)
    if not names:
        return None
    kept: list[str] = []
    for chunk in re.split(r"(\s*(?:,\s*(?:and|with)|,|&|\band\b|\bи\b|\bwith\b)\s+)", names[0]):
        words = set(re.findall(r"[^\W\d_]+", chunk.lower()))
        if kept and re.search(r"[^\W_]", chunk) and words - {"and", "и", "with"} and words & NOT_A_NAME:
            break
        kept.append(chunk)
    while kept and not re.search(r"[A-ZА-ЯЁÀ-Þ]", kept[-1]):
        kept.pop()
    joined = re.sub(r"^([^,]+), (?:and|with) ", r"\1 and ", "".join(kept).strip(" ,"))
    if CONJUNCTION.sub("", joined).isupper():
        joined = "".join(part if CONJUNCTION.fullmatch(part) else part.title() for part in CONJUNCTION.split(joined))
    if INITIAL.search(joined) and f"{joined}." in text:
        joined = f"{joined}."
    return None if not joined or names_nobody(joined) else joined


def read_listed_names(value: str) -> str | None:
    """The names of authors whom semicolons part, each with a role behind it: "Jane Doe, Fellow; John Roe, Editor"."""
    # A family's name before a comma has its given name behind it.
    stated = [part.split(",")[0].strip() for part in value.split(";") if part.strip()]
    names = [read_names(name) for name in stated]
    known = [name for name in names if name and " " in name]
    if len(names) < 2 or len(known) < len(names):
        return None
    return f"{', '.join(known[:-1])} and {known[-1]}"


def clean_author(value: str) -> str | None:
    """An author's name without "By", e-mail addresses and links; None where it says nobody in particular."""
    value = re.sub(r"^\s*(?:\w+\s+){0,2}(?:[Bb]y|BY)\s*:?\s+", "", value)
    value = re.sub(r"\S+@\S+|https?://\S+|<[^>]*>|\(\s*\)", "", value)
    value = " ".join(value.split()).strip(" ,;:|-–—")
    if not value or names_nobody(value) or len(value.split()) > 20:
        return None
    return value.title() if value.isupper() and len(value.split()) > 1 else value
