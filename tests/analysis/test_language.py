"""Languages of passages: script first, then words, then the model; short text keeps the default."""

import pytest

from steppe.analysis.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The government said that the road would be open before the winter.", "en"),
        ("Xi Meets Tokayev: Boosting Ties", "und"),
        ("Правительство сообщило, что дорога откроется до наступления зимы.", "ru"),
        ("Қазақстан үкіметі жолдың қыс түскенге дейін ашылатынын хабарлады.", "kk"),
        ("Өкмөт жол кышка чейин ачыларын билдирди, деп жазды гезит.", "ky"),
        ("Ҳукумат гуфт, ки роҳ то фасли зимистон кушода мешавад.", "tg"),
        ("政府表示，这条公路将在冬季之前开通。", "zh"),
        ("政府はこの道路が冬までに開通すると発表した。", "ja"),
        ("دولت گفت که این جاده پیش از زمستان باز خواهد شد و همه چیز آماده است.", "fa"),
        ("Die Regierung teilte mit, dass die Straße noch vor dem Winter eröffnet werden soll.", "de"),
        ("Le gouvernement a annoncé que la route serait ouverte avant l’hiver, selon la presse.", "fr"),
        ("Hükümet, yolun kış gelmeden önce açılacağını ve ücretsiz olacağını bugün açıkladı.", "tr"),
        ("1,234 — 56 %", "und"),
        ("", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect_language(text) == language
