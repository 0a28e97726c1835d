"""Common given names of the people that news about the region quotes; compiled by hand from common usage.

Two capitalised words of which the first is one of these are a person, whatever the model makes of them. Names
that are also common words, months or places (April, Grace, Chad) are left out.
"""

from steppe.analysis.names.words import word_set

_CENTRAL_ASIAN = """
abai abdulla abdullo abdurakhman adilet adil aibek aida aidar aigerim aigul ainura aisulu akbar akmal akylbek
alibek aliya aliyev alisher altyn almaz almazbek aman amina anara anvar ardak arman arslan asel asem askar
asylbek azamat azat aziz aziza azizbek bahodir bakhrom bakhtiyor bakyt bakytzhan baurzhan bekzod berik bermet
bolat botagoz bunyod burkhon daniyar dariga darkhan dastan daulet davlat davron dilbar dilnoza dilshod dinara
doniyor dosym eldar elmira emomali ermek ersultan erlan farida farkhod farrukh feruza firuz galym gaukhar
gulbahor gulchehra gulmira gulnara gulnora gulshat gurbanguly ibrohim ikram ilhom iskander islam ismoil izzat
jahongir jakshylyk jamila jamshid janybek jasur jomart kairat kamila kanat karim karima kassym-jomart kuanyshbek
kubanychbek kurmanbek laziz lola madina maksat malika mansur manzura marat marzhan mavluda medet mehriban
meirzhan mirlan mirzo mukhtar munira murat muratbek mustafa nargiza nargis nazarbek nazira nigora nodira nodir
nozim nurbek nurgul nurlan nursultan olim olzhas omurbek ormon oybek ozoda perizat rahima rakhat ramazan rashid
ravshan rustam rustem sabina sadyr saida saidjon salim saltanat samat sanjar saodat sapar saparmurat sardor
serdar serik shakhnoza shamil sharof shavkat sherali sherzod shukhrat shohida sooronbay suhrob sukhrob svetlana
talant talgat tamara temir temur timur togrul tokhtar tolib toktar tulegen tursun tursunbek ulan ulugbek umid
umida usen vohid yerlan yermek yulduz zafar zarina zebo zhanar zhanara zhanat zhandos zhannat zhanna zhibek
zhyldyz zokir zulfiya zuhra aisha bakhyt
"""
_NEIGHBOURS = """
aleksandr aleksei aleksey alexander alexei alexey anastasia andrei andrey anna anton artem boris daria denis
dmitri dmitriy dmitry ekaterina elena evgeny gennady georgi grigory igor ilya irina ivan kirill konstantin
ksenia leonid ludmila lyudmila maksim maria marina maxim mikhail nadezhda natalia natalya nikita nikolai nikolay
oleg olga pavel petr polina roman ruslan sergei sergey sofya stanislav stepan taras tatiana tatyana vadim
valentin valentina valery vasily viktor vitaly vladimir vladislav volodymyr vyacheslav yaroslav yekaterina
yelena yevgeny yulia yuri yury zinaida abdullah ahmad ahmed ahmet ali amir ashraf aslan ayse bashar binali cem
ebrahim elif emre erdem fatima fatma ferhat hakan hamid hamza haydar hasan hassan hossein hussein ibrahim ilham
imran ismail javad javid kemal khalid mahmoud mahmud mahmut mehmet mevlut mohammad mohammed muhammad nasrin
nikol nino omar orkhan osman parviz qasim reza salman samir seda selim shahid shehbaz tariq tofig vagif vusal
yasin yusuf zaur zeynep zurab giorgi irakli levan mikheil salome tamar narek armen narendra rajesh ravi sanjay
subrahmanyam vikram
"""
_WESTERN = """
adam alan albert alex alice alison amanda amy andrea andreas andrew angela anne annika anthony antonio antony
barbara benjamin bernard brian bruno carl carlos caroline catherine charles christian christina christine
christopher claire claudia daniel david deborah dennis diana donald edward elizabeth emily emma emmanuel eric
erik eva felix fiona francois frank frederic gabriel gary george gerard gerhard giovanni gordon greg gregory
guillaume guy hannah hans harold heather heinrich helen helena henrik henry howard hugo ian ingrid isabel jack
jacob jacques james jan jane janet jason jean jeffrey jennifer jeremy jessica jim joanna joe joel johan johannes
john jonas jonathan jorge jose josef joseph joshua juan judith julia julian julie jurgen karen karin karl
katarzyna kate katherine kathryn keith kenneth kevin klaus kristina larry lars laura lauren laurent lena leon
lewis linda lisa liz lorenzo louis lucas luca lucy luis luke magnus manuel marc marcel marco marcus margaret
marie mario marion marta martha martin matteo matthew matthias maurice melissa michael michel michelle miguel
monica monika nancy natalie nathan neil nicholas nicolas nicole nigel niels nils nina noah olaf oliver olivia
pablo pascal patricia patrick paul paula paulo pedro peter petra philip philippe phillip pierre rachel rafael
ralph raymond rebecca richard rob robert roberto robin roger roland ronald rosa ruth ryan sally samantha samuel
sandra sara sarah scott sebastian sebastien silvia simon sophia sophie stefan stefano stephanie stephen steve
steven stuart susan suzanne sven sylvia terry theodore theresa thierry thomas tim timothy tobias tom tomasz tony
tracy ursula vincent walter wendy werner will wolfgang xavier yves zoe antonio margarita
"""

GIVEN_NAMES = word_set(f"{_CENTRAL_ASIAN} {_NEIGHBOURS} {_WESTERN}")
