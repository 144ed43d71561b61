from __future__ import annotations

import pytest

from kawat.language import identify

SAMPLES = {
    "id": "Menteri Luar Negeri bertemu mitranya karena kedua negara sepakat bekerja sama.",
    "ms": "Perdana Menteri berkata kerajaan bersetuju mengadakan rundingan kerana sekatan itu.",
    "en": "The foreign minister met his counterpart in Cairo on Monday and urged restraint.",
    "de": "Die Außenministerin traf am Montag ihren Amtskollegen und mahnte zur Zurückhaltung.",
    "es": "El ministro de Exteriores se reunió el lunes con su homólogo y pidió moderación.",
    "fr": "La ministre des Affaires étrangères a rencontré lundi son homologue au Caire.",
    "pt": "O ministro das Relações Exteriores reuniu-se na segunda-feira com o seu homólogo.",
    "ru": "Министр иностранных дел встретился в понедельник со своим коллегой в Каире.",
    "uk": "Міністр закордонних справ зустрівся в понеділок зі своїм колегою у Києві.",
    "tr": "Dışişleri Bakanı pazartesi günü mevkidaşıyla görüştü ve itidal çağrısı yaptı.",
    "ar": "التقى وزير الخارجية نظيره في القاهرة يوم الاثنين ودعا إلى ضبط النفس.",
    "zh": "外交部长周一在开罗会见了埃及外长，呼吁各方保持克制。",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_one_sentence(code: str) -> None:
    assert identify(SAMPLES[code]) == (code, "text")


def test_declaration_is_evidence_not_proof() -> None:
    assert identify(SAMPLES["en"] * 3, "id-ID") == ("en", "text")
    assert identify(SAMPLES["id"], "id") == ("id", "text-and-declared")
    assert identify(SAMPLES["id"], "in_ID") == ("id", "text-and-declared")


@pytest.mark.parametrize("text", ["", "12:30 — 45", "Xi", "- - -"])
def test_too_little(text: str) -> None:
    assert identify(text) == (None, "unknown")
    assert identify(text, "en-GB") == ("en", "declared")
    assert identify(text, "nonsense") == (None, "unknown")


def test_gibberish() -> None:
    assert identify("xq zrtk wvvq pfgh qqkz jjxw brrt zzkq mnbv qwrt xcvb zxkj") == (
        None,
        "unknown",
    )
