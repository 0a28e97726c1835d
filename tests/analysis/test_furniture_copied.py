"""Texts as people copy, receive and wire them. Blocks marked "+" are the article, "=" its title, "-" furniture."""

import pytest

from steppe.analysis.furniture import lay_out
from steppe.document import Layout, Source

# Name: (marked lines, author, date, outlet).
TEXTS = {
    "an agency's slug and number": (
        """
- TAJIKISTAN-ALUMINIUM/OUTPUT (UPDATE 1)
- LNRG4471
= UPDATE 1-Tajik smelter shuts two lines for want of water
- 14-Feb-2025 09:12:44 GMT
+ DUSHANBE, Feb 14 (Newswire) - The Talco smelter shut two of its lines on Friday as the reservoir above it fell low.
+ The company employs nine thousand people in Tursunzoda. Nobody has been sent home, a manager said on Friday evening.
+ Electricity is rationed in most of the country from October until the snow melts, and factories come last.
""",
        None,
        "2025-02-14",
        "Newswire",
    ),
    "two authors, each where they were": (
        """
- Log in
- The Lowland Post
- CITIES
= Why the old town of Osh is sinking by a finger each year
+ Wells that nobody counts have emptied the sand below it. Engineers would like to begin by counting them
- Gulzat Sydykova in Osh and Martin Krause in Geneva
- Mon 3 Feb 2025 09.00 GMT
- Last modified on Tue 4 Feb 2025 08.20 GMT
+ The crack in the wall of the bath house was once as wide as a coin. One can now put a hand into it, and people do.
+ Sign language teachers, who rent the upper floor, have moved their blackboard twice since the summer of last year.
- Sign up to City Letter
- How people live together. All of our best stories on streets and roofs, once a week
- Enter your email address
- after newsletter promotion
+ “We drilled because the tap was dry,” said a baker, who owns two wells. His oven stands a little lower than it did.
+ The city has bought nineteen gauges and found no room for them. They are in the cellar, where they measure the damp.
- Most viewed
- 1 The quiz of the week
- 2 A recipe for quince
- © 2025 Lowland Post Media. All rights reserved.
""",
        "Gulzat Sydykova and Martin Krause",
        "2025-02-03",
        None,
    ),
    "links above the last paragraph": (
        """
- Home
- Rail
- Ports
- Data
- Menu
- Search
= Turkmen port to load its first timber since the war
- By Ayna Berdiyeva for Harbour Notes
- Published: Tuesday, 4 February 2025 11:20
+ The port of Turkmenbashi will load timber from Perm in the spring, for the first time in eleven years, its head said.
+ Sawmills on the Kama have lost their buyers in Finland. They have found new ones in Isfahan, who pay in six months.
+ “Wood does not rust,” the head of the port said. He has cleared two quays, on which there used to be a fish market.
- Read more
- Who dredges the Volga?
- A ferry with two captains
+ The railway has not said what the wagons will cost. It never does before May, according to those who have asked it.
- Most viewed
- 1
- A map of each crane
- 2
- The slowest lock
- Cookie settings
- © 2025 Harbour Notes
""",
        "Ayna Berdiyeva",
        "2025-02-04",
        "Harbour Notes",
    ),
    "a letter with its sender's address": (
        """
- THE SALT LETTER
- Issue 31 | Monday, February 10, 2025
- by Ingeborg Falk
= The ministry of tea has found its leaves
+ I spent the week in Lankaran, where tea was grown for an empire and is now grown for a museum and two hotels.
+ The ministry has a plan for six hundred hectares. It has had that plan for nine years, and each year there is a bush.
+ “A bush takes seven years,” a picker told me. She has seen three ministers, and each of them planted one by hand.
+ Whoever drinks tea in Baku drinks it from Ceylon, by way of Dubai, and pays for the way more than for the leaf.
- See you on Friday.
- -- Ingeborg
- Our postal address is:
- The Salt Letter, 4 Fish Street, Lübeck, Germany
""",
        "Ingeborg Falk",
        "2025-02-10",
        None,
    ),
    "a letter's sender and outlet": (
        """
- From: Rustam Alibekov from Ink & Iron <rustam@inkiron.example>
- To: reader@example.org
= Subject: The smith who would not sell
- Read this online: https://inkiron.example/31
+ There is a forge in Marg'ilon that makes one knife a week, and a queue of eleven buyers who wait outside for it.
+ The smith takes no orders. He looks at whoever comes, and at their hands, and then sells or does not sell his knife.
+ Last week he looked at a minister. The minister waited, as others do, and went away with a pair of tongs instead.
""",
        "Rustam Alibekov",
        None,
        "Ink & Iron",
    ),
    "a signature with its places": (
        """
= The well that was promised to three villages
- Published: 9 January 2025
+ The drill came to Aksy in a year of elections, and it left the year after, with the water forty metres below it.
+ Nobody has asked where the money is. It is in the ground, the head of the district says, and he may well be right.
+ Women carry the water up from the river in cans that once held paint. On Fridays the school closes at noon for it.
- Nurlan Toktosunov,
- Aksy – Tash-Komur
""",
        "Nurlan Toktosunov",
        "2025-01-09",
        None,
    ),
    "the review for which it was written": (
        """
= What the herders of Alay know about interest
- By Saltanat Myrzaeva
- For the Highland Review, 7 March 2025 (approx. 310 words)
+ A herder who borrows a ram in spring gives back a ram and a lamb in autumn. No bank in Osh has such a good rate.
+ The bank lends money, and wants a house. The herder has a tent, and his neighbour has a ram, which is worth more.
+ I asked a banker what he would do with a tent in case of need. He would camp, he said, and did not smile at all.
""",
        "Saltanat Myrzaeva",
        "2025-03-07",
        "Highland Review",
    ),
    "an outlet and its place below the byline, a co-author and a heading between dashes": (
        """
= Bakers of Jalal-Abad count their sacks twice
- By Roland Mercer, with Aigul Tashieva in Jalal-Abad
- Radio Lowland, Osh
+ Flour came over the pass on Tuesday, nine days late, and the bakers of the town stood at the gate before it was light.
+ A third of it was wet. “We bake with what there is,” said one of them, who had brought a scale and two of his sons.
+ - A heavy price -
+ A sack costs 2,100 soms, half as much again as in the autumn. The mill says that it has no part in that, nor the road.
""",
        "Roland Mercer and Aigul Tashieva",
        None,
        None,
    ),
    "a clipping's source": (
        """
= The last lamp of Tokmok
- Source: https://lamps.example/stories/tokmok
- Words by Salima Orozova
+ The lamplighter of Tokmok has one lamp left, in front of the bath house, and lights it for nobody at all at six.
+ The town put up new ones in 2019. They are switched on in Bishkek, by a clock that was set for another time of year.
+ “Mine knows when it is dark,” he says. He has asked for a second one, and has been told that there is no such post.
""",
        "Salima Orozova",
        None,
        None,
    ),
    "a bulletin's number ends its title, and a box stands below": (
        """
= Floods along the Panj river: field bulletin No. 9
- Last updated: 14 May 2025
+ Highlights
+ The river rose by two metres in the night to Monday, and 3,100 people left their houses in Hamadoni and Farkhor.
+ Two bridges are gone. Boats of the committee for emergencies carry flour to eleven villages and the sick back again.
+ More rain is forecast for the second half of the week, and the snow above two thousand metres has just begun to melt.
""",
        None,
        "2025-05-14",
        None,
    ),
    "a letter that says what it is": (
        """
= Bricks, beans and a lost consignment of bees
- Mud & Money, a letter on building between two rivers
- Your weekly digest. Sent every Tuesday.
+ The kilns of Kokand have been put out for want of gas, and the price of a brick went up by a third within ten days.
+ Builders buy in Osh, where coal is burned and nobody asks. A lorry of bricks pays four soms apiece at the frontier.
+ The bees were meant for Namangan. They were opened at customs by a man who had been told to count what was inside.
""",
        None,
        None,
        None,
    ),
    "a signature above a photo's and a form's line": (
        """
= Cotton pickers of Yavan wait for a lorry
- 3 October 2025
+ The lorry was to come at five. At nine the pickers sat down in the shade of the scales, and at noon they went home.
+ A kilo pays two somoni this autumn. The farm says that it has no fuel, and that the fuel has been paid for since May.
+ “We pick for the state and wait for ourselves,” said one of the women, who has picked here since she was eleven.
- Saida MIRZOEVA
- Photo by the author
- Found an error in the text? Select it and press Ctrl+Enter
""",
        "Saida MIRZOEVA",
        "2025-10-03",
        None,
    ),
    "names withheld, and a writer without one": (
        """
= What the night shift knows
- By Olim Rahmatov
+ The nurses of the night shift in Bokhtar count bandages at three in the morning, as nothing else can then be counted.
+ A bandage is washed twice. The third time it goes to the stables, says a nurse, and there, too, it does what it can.
+ The minister came by day. He found the floors wet and the sheets white, and said that he had expected it to be worse.
- Some names have been changed at the request of those concerned.
- The writer worked in hospitals for eleven years. Letters: post@valley.example
""",
        "Olim Rahmatov",
        None,
        None,
    ),
    "a reader's column": (
        """
= A timetable for the wind
- Botagoz Serikova, Ayagoz
+ The bus to the lake leaves when the wind is down, and the wind, in our town, has never read what is on the board.
+ We have learned to pack in the evening and to unpack in the morning. The driver sleeps at his sister's near the stop.
+ Once we left at three in the morning, all of us in our coats, and sang until the lake came up, grey and quite still.
- Printed in our readers' column. The editors do not always share the authors' opinions.
""",
        "Botagoz Serikova",
        None,
        None,
    ),
}


def lay_out_lines(lines: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]], Layout]:
    marked = [(line[0], line[2:]) for line in lines.strip().splitlines()]
    text = "\n\n".join(line for _, line in marked)
    layout = lay_out(Source("a.txt", "", text, "text"))
    marks = {"furniture": "-", "title": "="}
    return marked, [(marks.get(p.kind, "+"), text[p.start : p.end]) for p in layout.passages], layout


@pytest.mark.parametrize("name", TEXTS)
def test_the_article_its_author_and_its_date(name: str) -> None:
    lines, author, published, outlet = TEXTS[name]
    marked, got, layout = lay_out_lines(lines)
    if "= Subject: " in lines:
        got = [entry for entry in got if entry != ("-", "Subject:")]
        marked = [(mark, line.removeprefix("Subject: ")) for mark, line in marked]
    assert got == marked
    assert (layout.metadata.author, layout.metadata.published) == (author, published)
    assert outlet is None or layout.metadata.outlet == outlet


def test_a_heading_between_dashes_is_one() -> None:
    _, _, layout = lay_out_lines(next(case for name, case in TEXTS.items() if "dashes" in name)[0])
    assert [passage.kind for passage in layout.passages if passage.kind != "furniture"][3] == "heading"


def test_a_date_alone_begins_a_line_in_wrapped_text() -> None:
    wrapped = (
        "Kyrgyz power plant to burn coal from a mine in the next valley\n07-Mar-2025 10:00 GMT\n\n"
        "The power plant of Bishkek will burn coal from Kara-Keche from next\n"
        "winter on, and none from Kazakhstan, which was cheaper by a third in\n"
        "the past season, the ministry of energy said in a letter to members\n"
        "of parliament who had asked for its price and for the quality of it.\n\n"
        "The mine lies at three thousand metres, and a lorry needs nine hours\n"
        "for the way down, when there is a way. Miners say that there will be\n"
        "no shortage of coal, but perhaps one of lorries, and of roads, too.\n"
    )
    layout = lay_out(Source("a.txt", "", wrapped, "text"))
    assert "hard-wrapped" in layout.flags
    assert layout.metadata.title == "Kyrgyz power plant to burn coal from a mine in the next valley"
    assert layout.metadata.published == "2025-03-07"


@pytest.mark.parametrize(
    ("masthead", "iso"),
    [
        ("The Fergana weekly on the net   Thursday, May 6, 2004", "2004-05-06"),
        ("The Fergana weekly on the net   Friday, May 7, 2004", None),
        ("Thursday, May 6, 2004. Compare: May 6, 2003", "2004-05-06"),
    ],
)
def test_the_masthead_is_believed_where_the_dateline_names_its_day(masthead: str, iso: str | None) -> None:
    text = (
        f"{masthead}\n\nPOLITICS\n\nMELONS\n\nBUSINESS\n\nCULTURE\n\nNo more melons for Almaty\n\n"
        "KHUJAND, May 6 -- Growers in the north of Tajikistan have sold their melons before they were sown.\n\n"
        "Buyers from Almaty came in April with cash and left with it. Each melon was spoken for, down to the seeds.\n"
    )
    assert lay_out(Source("a.txt", "", text, "text")).metadata.published == iso
