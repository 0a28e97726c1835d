"""Given names: two capitalised words of which the first is one are a person, whatever the model makes of them."""

from steppe.analysis.names.lines import fold_word
from steppe.analysis.names.words import word_set
from steppe.regions import lexicon

# Beside the region's list: further spellings in common use, compiled by hand.
_FURTHER = word_set(
    "abdurakhman ainura aisulu alex alison aliyev altyn aman anastasia andrea andreas annika antony ardak arslan "
    "asem ashraf bashar bekzod bermet bernard binali bruno bunyod burkhon cem daria davlat doniyor ebrahim elif "
    "emmanuel erdem ersultan farkhod fatma felix ferhat fiona francois frederic gabriel galym gaukhar georgi "
    "gerard gerhard giorgi giovanni guillaume gulbahor gulchehra gulshat haydar heinrich henrik hugo ibrohim "
    "ikram ingrid irakli iskander izzat jacques jakshylyk jan janybek javid joanna joel johannes jomart jonas "
    "jorge josef jurgen karima karin katarzyna kathryn klaus kristina kuanyshbek larry laurent lena leon levan "
    "liz lorenzo ludmila magnus mahmud mahmut manuel manzura marcel marcus margarita marion marta marzhan matteo "
    "matthias medet mehriban mevlut mikheil monika munira muratbek narek nasrin natalie nazarbek niels nigel "
    "nikol nils nino nozim olaf orkhan ormon ozoda pablo pascal paulo perizat petr petra phillip polina qasim "
    "rafael rahima ramazan rob roberto roland rosa sabina salim salome samir saodat sapar saparmurat sebastien "
    "seda selim shakhnoza shamil sharof shohida silvia sofya stefano stepan subrahmanyam suhrob suzanne sylvia "
    "tamar taras temir theodore thierry tobias tofig togrul tokhtar toktar tomasz tracy tulegen tursun tursunbek "
    "usen vadim vagif valentin vohid volodymyr vusal werner will wolfgang xavier yulduz yves zhanara zhanat "
    "zhannat zinaida zokir zuhra zurab"
)
# Names that are a country, a month or a common word more often.
_DOUBTFUL = word_set(
    "chad georgia jordan china april may june august grace rose mark will hope faith dawn summer asia islam"
)

GIVEN_NAMES = ({fold_word(name) for name in lexicon("given_names")} | _FURTHER) - _DOUBTFUL
