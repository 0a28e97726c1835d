"""Bodies that every state has under a name made of common words: a border service, a committee on statistics."""

from steppe.analysis.names.words import word_set

_HEADS = word_set("committee agency inspectorate service department directorate administration commission inspection")
# What such bodies are for, and what stands before and between; no word of these names a body by itself.
_COMMON = word_set(
    "state national federal main central republican special general of for and on in the to under with "
    "migration customs border tax revenue fiscal statistics statistical geological geology hydrometeorological "
    "meteorological weather forest forestry fisheries veterinary sanitary epidemiological civil defence defense "
    "situations emergency emergencies nuclear atomic energy space competition antimonopoly monopoly anti corruption "
    "financial finance monitoring intelligence employment labour labor plant plants protection quarantine "
    "chemicalization chemicalisation standards technical regulation inspection supervision control quality roads road "
    "rail railways railway aviation air transport maritime archives archival archive youth women family families "
    "religion religious affairs language languages penitentiary prison prisons probation execution punishments "
    "investigative investigation drug drugs registry registration cadastre cadastral land lands property privatization "
    "privatisation assets procurement external internal foreign guard consumer consumers rights children child "
    "medicines food safety population tourism sport sports development water resources environment environmental "
    "ecology ecological nature natural reserves mineral minerals mining subsoil oil gas industry industrial trade "
    "investment investments export exports digital information communications cyber cybersecurity data personal "
    "education science higher health medical insurance social security pension agriculture agricultural agrarian "
    "agro complex livestock veterinary seed grain housing construction architecture urban heritage cultural culture "
    "tourist police army military conscription police innovation strategic planning reforms reform economic "
    "climate change"
)
_FEWEST_WORDS = 2


def is_state_body(plain: str) -> bool:
    """Whether a folded name is of a body that every state may have: "migration agency", "state customs service"."""
    words = plain.split()
    if len(words) < _FEWEST_WORDS or not _HEADS & set(words):
        return False
    return all(word in _COMMON or word in _HEADS for word in words)
