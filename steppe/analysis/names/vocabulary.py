"""English words that build names: heads of organisations, events and initiatives, titles, connectors.

These belong to the language, not to a region; what names things in the world is in the region pack.
"""

from steppe.analysis.names.lines import fold_word
from steppe.analysis.names.words import word_set
from steppe.regions import lexicon

LANGUAGES = frozenset(fold_word(name) for name in lexicon("languages"))
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec"
)

ORGANISATION_HEADS = word_set(
    "ministry ministries bank fund university institute academy agency authority commission committee council "
    "association organisation union federation foundation company corporation group holding holdings chamber "
    "centre party parliament senate assembly court office bureau service department directorate secretariat "
    "embassy consulate society league alliance network club board exchange railways airlines airways airport "
    "press news times post tribune herald journal gazette daily review television tv radio observatory watch "
    "laboratory school college hospital museum library theatre inspectorate army navy guard forces brigade police "
    "consortium movement front confederation syndicate conservatory philharmonic enterprise combine "
    "administration state-committee hub partners ventures logistics petroleum refinery telecom trust commissariat "
    "command mission house bundestag duma majlis jogorku desk weekly monitor"
)
EVENT_HEADS = word_set(
    "summit forum conference congress expo exhibition fair festival games olympics olympiad cup championship "
    "championships marathon symposium dialogue week war revolution uprising consultations meeting "
    "convention-meeting assembly-meeting kurultai biennale prix tournament referendum famine offensive earthquake "
    "days year decade"
)
INITIATIVE_HEADS = word_set(
    "corridor pipeline railway railroad highway motorway initiative agreement treaty law strategy programme plan "
    "pact accord accords convention charter declaration protocol project route act partnership framework vision "
    "agenda concept doctrine memorandum code compact deal roadmap goals mechanism constitution communiqué "
    "statement canal expressway line interconnector scheme system"
)
# Bodies of a state: what stands before them names the state and is a mention of its own ("Kazakh Foreign Ministry").
STATE_BODIES = word_set(
    "ministry ministries embassy consulate parliament senate government army navy forces police court office "
    "department cabinet agency committee service mission guard administration border"
)
# Heads that name nothing by themselves and little with a plain adjective ("Joint Statement", "Action Plan").
WEAK_HEADS = word_set(
    "group office service department board house mission company project plan line route law act code meeting "
    "week days deal framework agenda concept statement protocol partnership party administration command war "
    "forces police army guard news post review watch times daily weekly monitor desk press hub trust exchange school "
    "court mechanism goals constitution memorandum agreement treaty pact scheme system programme "
    "strategy fund bank centre"
)
GENERIC_MODIFIERS = word_set(
    "political joint new final draft annual first second third fourth fifth next last federal state national "
    "regional international global general main central special big great local public private foreign interior "
    "action master peace trade security free bilateral strategic comprehensive framework economic cooperation "
    "extraordinary world press prime head high top"
)
# Project words that name a railway or a pipeline even in small letters, after the places that it joins.
SMALL_INITIATIVE_HEADS = word_set(
    "railway railroad highway motorway corridor pipeline expressway interconnector route line"
)
SMALL_INFRASTRUCTURE_WORDS = word_set(
    "gas oil high speed freight power transmission transport trade transit rail water economic middle natural "
    "crude international road fibre optic electricity"
)
SMALL_EVENT_HEADS = frozenset(["summit", "forum"])

TITLES = word_set(
    "sen rep gen col gov lt sgt capt adm sociologist columnist cardinal undersecretary lecturer consultant "
    "investor villager trader nurse miner worker specialist president presidents minister ministers premier "
    "chancellor senator governor mayor akim hakim king queen prince princess emir sheikh sheikha sultan ayatollah "
    "imam mufti pope bishop archbishop patriarch rabbi general colonel major captain lieutenant admiral marshal "
    "sergeant commander mr mrs ms miss dr doctor prof professor sir dame lord lady baron ambassador envoy consul "
    "secretary chairman chairwoman chairperson chair chief director head deputy speaker spokesman spokeswoman "
    "spokesperson representative commissioner judge justice prosecutor lawyer attorney activist analyst economist "
    "historian journalist editor reporter correspondent author writer poet scholar researcher expert engineer "
    "farmer driver businessman businesswoman entrepreneur oligarch tycoon banker ceo cfo founder co-founder owner "
    "leader opposition-leader politician lawmaker deputy-minister mp candidate vice-president vice-premier "
    "vice-minister vice-chairman ombudsman academic scientist geologist hydrologist ecologist agronomist teacher "
    "rector dean coach trainer wrestler boxer singer actor actress director-general secretary-general coordinator "
    "manager partner fellow adviser advisor aide negotiator diplomat official officer inspector shepherd herder "
    "resident pensioner student pastor deacon father mother brother sister son daughter wife husband widow "
    "comrade citizen tsar czar emperor mawlawi mullah maulana hajji haji"
)
# Words that stand in a title, capitals and all, before the noun that carries it.
TITLE_MODIFIERS = word_set(
    "prime vice deputy first second foreign defence defense interior energy finance economy trade transport "
    "health education agriculture justice culture labour labor environment ecology former acting then ex late "
    "incumbent chief executive senior state special general secretary under permanent high lead associate "
    "assistant managing supreme grand national regional party crown opposition press outgoing longtime veteran "
    "digital industry water emergency emergencies internal external political affairs"
)
PARTICLES = word_set(
    "al el bin ibn bint ben van von de der da di du la le dos uulu uly kyzy kizi ogly oglu qizi zhy ul ur"
)
FEMALE_TITLES = word_set("mrs ms miss dame lady queen princess chairwoman spokeswoman businesswoman actress madam")
MALE_TITLES = word_set("mr sir lord king prince chairman spokesman businessman actor")

# Capitalised words that open a sentence or a heading and never belong to a name that follows.
NON_NAME_WORDS = word_set(
    "the a an this that these those its his her their our your my it he she they we you i in on at by for from to "
    "of with under over during after before since until while when where why how what who which whose as if but "
    "and or nor so yet not no yes also both either neither each every all any some many much most more less few "
    "several such same other another then now here there today yesterday tomorrow meanwhile however moreover "
    "furthermore therefore instead still even only just although though because despite unlike like according "
    "asked i'm i've i'd i'll speaking earlier later recently once twice perhaps maybe indeed thus hence against "
    "between among amid "
    "around about across through throughout within without inside outside beyond behind below above near toward "
    "towards upon via per plus one two three four five six seven eight nine ten first second third last next new "
    "meet ask thank consider remember enter "
    "old key additional read photo image source video watch click related share q"
)

# Common things that are sometimes dressed in capitals: they name nobody.
CONCEPT_NOUNS = word_set(
    "investment intelligence things zone zones economy economies technology technologies development change "
    "security growth rights product trade energy management learning infrastructure policy policies relations "
    "affairs finance education health services goods capacity revolution transition age century era world region "
    "summary questions facts challenges advantages disadvantages recommendations takeaways conclusion "
    "introduction background"
)
# Buildings and landmarks: their names are places.
FACILITIES = word_set(
    "mosque square palace madrasa madrasah mausoleum minaret bridge stadium dam tower cathedral church fortress "
    "canyon glacier peak reservoir street avenue park bazaar station checkpoint mountains oasis necropolis "
    "caravanserai"
)
COMPANY_NOUNS = word_set(
    "company firm refiner operator producer developer miner maker manufacturer platform carrier airline giant "
    "startup start-up contractor supplier retailer publisher conglomerate distributor lender insurer builder "
    "steelmaker automaker carmaker ngo charity watchdog newspaper magazine outlet website portal broadcaster bank "
    "brokerage consultancy cooperative subsidiary utility refinery trader holding corporation think-tank tank "
    "newswire weekly venture"
)
# Small nouns before the name of a body that need not be a company.
BODY_NOUNS = COMPANY_NOUNS | word_set("group agency foundation organisation organization channel brand chain club")
COMPANY_TAILS = word_set(
    "metals minerals mining group energy holding holdings capital resources petroleum oil gas gold technologies "
    "systems logistics retail foods motors steel power uranium copper telecom airlines partners industries "
    "ventures nonferrous lithium tungsten chemicals fertilizers fertilisers pharma pharmaceuticals textiles cement "
    "electronics semiconductors aerospace shipping robotics biotech labs agro services advisory consulting refining "
    "research analytics insights brokers freight forwarding textile"
)
COMPANY_SUFFIXES = word_set("llp llc ltd jsc plc inc corp co gmbh ag sa oao ooo ao nv bv limited")
