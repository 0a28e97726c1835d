"""Difficult plain texts. Blocks marked "+" are the article, "=" its title, "-" furniture."""

import pytest

from steppe.analysis.furniture import lay_out
from steppe.document import Source

TEXTS = {
    "related links amid the text": """
= Two villages share one well
- By Aizhan Bekova
+ The well of the upper village has been dry since May, and the lower one now sends a lorry with water each day.
- Read also
- How the upper well was dug
+ Nobody pays for it yet, said the driver, who is counting.
+ The district promises a pipe by next summer. Both villages have heard that before, and neither has seen a pipe.
- ENDS
- #water #villages
""",
    "masthead, standfirst, byline": """
- The Mountain Monitor
- OPINION
= Who counts the snow that falls on the pass?
+ Four stations measured it for sixty years. Two are closed now, one is a hotel, and the last has no telephone.
- Aizhan Bekova
- 12 June 2024, 08:15
+ I went up to the last one in March, on foot, since the road is measured by nobody either, and knocked at the door.
+ The man who opened it had read his gauge that morning. He asked me to take the figures down to the valley.
""",
    "wire": """
= UPDATE 2-Kazakhstan raises oil tariff, shippers protest
- By Olzhas Auyezov and Mary Hope
- ALMATY, March 3 2025
+ ALMATY, March 3 (Newswire) - Kazakhstan raised the tariff for oil sent through its main pipeline by a tenth on Monday.
+ Shippers called the step unfair. “Nobody asked us,” said the head of one company, who did not wish to be named.
+ The energy ministry said the money was needed for repairs.
- (Reporting by Olzhas Auyezov; Editing by Mary Hope)
- © Newswire 2025. All rights reserved.
""",
    "op-ed with note": """
- OPINION
= Why the river cannot wait
- Aizhan Bekova
- 12 June 2024
+ Each summer the river reaches the sea a little later, and each summer there are fewer boats to meet it there.
+ We have known this for thirty years. Nothing was done, because nothing had to be done before the next election.
+ What must change?
+ First of all the price of water. It costs less than the paper on which the bills for it are printed.
+ And then the habit of asking the neighbour to begin.
- Aizhan Bekova is a hydrologist and a visiting fellow at the Institute of Mountain Studies in Bishkek.
- The opinions expressed here are those of the author.
""",
    "press release": """
= Uranium company reports record output
- Press release
- Published: 14 February 2025
+ The company mined 24,000 tonnes of uranium in the past year, a tenth more than in the year before it.
+ “This is the work of 20,000 people,” said its chief executive, Arman Tolegenov, at a ceremony in the capital.
+ It plans to open two more mines by 2027, one of them with a French partner.
- About Qazaq Uranium
- Qazaq Uranium is the largest producer of uranium in the region and employs 20,000 people in 14 mines.
- For media inquiries, contact: press@qazaqu.example
""",
    "explainer": """
= Five questions about the new border treaty
- The Valley Post | 1 April 2025 | 4 min read
+ Two countries have agreed on the last stretch of their border. Here is what that means for the people who live there.
+ 1. What was agreed?
+ The two sides swapped land and promised to share the water of three canals, which is more than anyone had hoped for.
+ 2. Who gains?
+ Farmers on both banks, if the promise is kept. Traders gain in any case, since the crossing is open again.
+ Key dates:
+ • 1991: both countries become independent
+ • 2022: more than a hundred people die in fighting
+ • 2025: the treaty is signed
+ It will take years until the mines are cleared, the army says.
- Read also: How the canals were dug
- Subscribe to our Telegram channel
""",
    "caption and repeats": """
= Samarkand prepares for its summit
- Photo: The Registan in Samarkand. Credit: Wikimedia Commons
+ The old city is being painted again. Workers said that they had been given three weeks for what takes three months.
- “They had been given three weeks for what takes three months”
+ Guests from fourteen countries will come in September, the mayor said.
- Share this:
- Facebook  Twitter  WhatsApp
- Leave a Reply
- Your email address will not be published. Required fields are marked *
- Оставить комментарий
- Похожие новости
""",
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n"])
def test_the_article_and_nothing_else_is_kept(name: str, gap: str) -> None:
    marked = [(line[0], line[2:]) for line in TEXTS[name].strip().splitlines()]
    text = gap.join(line for _, line in marked)
    layout = lay_out(Source("a.txt", "", text, "text"))
    got = []
    for passage in layout.passages:
        mark = {"furniture": "-", "title": "="}.get(passage.kind, "+")
        got.append((mark, text[passage.start : passage.end]))
    assert got == marked


HEADER = (
    "Title: A test\nAuthor: {author}\nDate: {date}\n\nA first paragraph of the text that is long enough to be one.\n"
)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-05-03", "2024-05-03"),
        ("3 May 2024", "2024-05-03"),
        ("May 3, 2024", "2024-05-03"),
        ("3rd of May, 2024", "2024-05-03"),
        ("Friday, May 3 2024, 10:15 AM", "2024-05-03"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("03.05.2024", "2024-05-03"),
        ("25/05/2024", "2024-05-25"),
        ("05/25/2024", "2024-05-25"),
        ("2024年5月3日", "2024-05-03"),
        ("3 мая 2024 года", "2024-05-03"),
        ("Fri, 03 May 2024 10:00:00 +0500", "2024-05-03"),
        ("2024/05/03 18:20", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("31 February 2024", None),
        ("2024-13-45", None),
        ("03/05/2024", None),
        ("yesterday", None),
        ("May 2024", None),
    ],
)
def test_dates(written: str, iso: str | None) -> None:
    layout = lay_out(Source("a.txt", "", HEADER.format(author="Jane Doe", date=written), "text"))
    assert layout.metadata.published == iso
    assert ("no-date" in layout.flags) == (iso is None)


def test_impossible_and_ambiguous_dates_are_flagged() -> None:
    for written, flag in (("31 February 2024", "impossible-date"), ("03/05/2024", "ambiguous-date")):
        layout = lay_out(Source("a.txt", "", HEADER.format(author="", date=written), "text"))
        assert flag in layout.flags


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Jane Doe", "Jane Doe"),
        ("By Jane Doe", "Jane Doe"),
        ("Jane Doe and Aibek Uulu Bakyt", "Jane Doe and Aibek Uulu Bakyt"),
        ("JANE DOE", "Jane Doe"),
        ("Jane Doe, senior correspondent", "Jane Doe"),
        ("Jane Doe in Almaty", "Jane Doe"),
        ("jane@doe.example", None),
        ("admin", None),
        ("Staff Writer", None),
        ("", None),
    ],
)
def test_authors(written: str, name: str | None) -> None:
    layout = lay_out(Source("a.txt", "", HEADER.format(author=written, date="2024-05-03"), "text"))
    assert layout.metadata.author == name


def test_hard_wrapped_text_is_one_passage_a_paragraph() -> None:
    text = (
        "A short title\n\nThe first paragraph of this text was wrapped by an old editor at\n"
        "seventy columns, so that its lines are all about as long as these.\n"
        "Its last line is short.\n\n1. An item that is long enough to run over the end of its line, as\n"
        "items sometimes do.\n2. Another item.\n\nAnd a second paragraph, which is also wrapped at the very same\n"
        "column as the first one was.\n"
    )
    layout = lay_out(Source("a.txt", "", text, "text"))
    assert [p.kind for p in layout.passages] == ["title", "paragraph", "item", "item", "paragraph"]
    assert "hard-wrapped" in layout.flags


def test_articles_in_other_languages_are_kept_and_flagged() -> None:
    text = (
        "Новая дорога откроется осенью\n\nПравительство сообщило, что дорога через перевал откроется до зимы. "
        "Строители работают в три смены.\n\nЖители сёл надеются, что путь до города станет вдвое короче."
    )
    layout = lay_out(Source("a.txt", "", text, "text"))
    assert layout.metadata.language == "ru"
    assert "not-english" in layout.flags
    assert [p.kind for p in layout.passages] == ["title", "paragraph", "paragraph"]


def test_a_foreign_paragraph_amid_the_text_is_kept() -> None:
    english = "The government said on Monday that the road would be open before the winter comes to the pass."
    russian = "Правительство сообщило, что дорога через перевал откроется до наступления зимы."
    text = f"A title of some words\n\n{english}\n\n{russian}\n\n{english} It will be free of charge."
    layout = lay_out(Source("a.txt", "", text, "text"))
    assert [(p.kind, p.language) for p in layout.passages][2] == ("paragraph", "ru")
    assert "mixed-languages" in layout.flags


def test_header_names_on_lines_of_their_own() -> None:
    text = (
        "TITLE\nA new road opens\nAUTHOR\nJane Doe\nDATE\n2024-05-03\nTEXT\n"
        "The road over the pass was opened on Friday, and the first lorry to take it broke down at the second bend.\n"
    )
    layout = lay_out(Source("a.txt", "", text, "text"))
    assert (layout.metadata.title, layout.metadata.author) == ("A new road opens", "Jane Doe")
    assert layout.metadata.published == "2024-05-03"
    assert [p.kind for p in layout.passages if p.kind != "furniture"] == ["title", "paragraph"]


def test_the_dates_of_a_chronology_are_no_date_lines() -> None:
    paragraph = (
        "Something happened on that day which nobody had foreseen, and which everybody has explained at length "
        "since then."
    )
    days = "".join(f"\n\n{day} May 2024\n\n{paragraph} It was day {day}." for day in (3, 5, 9))
    layout = lay_out(Source("a.txt", "", f"How it came to this\n\n{paragraph}{days}\n", "text"))
    assert sum(p.kind == "furniture" for p in layout.passages) == 0
