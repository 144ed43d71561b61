"""Spanish, Portuguese, French: elision, gender and number, owners behind "de", appositions."""

from __future__ import annotations

import pytest

from kawat.actors import find_mentions
from kawat.model import Mention
from one_page import article, sentences


def mentions(text: str, language: str, on: str = "2023-02-21") -> list[Mention]:
    page = article(text, language, on)
    return list(find_mentions(page, sentences(page)))


def told(text: str, language: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (mention.text, actor.country, actor.sector)
        for mention in mentions(text, language)
        for actor in mention.referents
    ]


def test_what_is_elided_stands_outside_the_mention() -> None:
    text = "L'armée d'Israël et l'Iran ont averti l'ambassadeur d'Égypte."
    assert told(text, "fr") == [
        ("armée d'Israël", "ISR", "MIL"),
        ("Iran", "IRN", None),
        ("ambassadeur d'Égypte", "EGY", "GOV"),
    ]


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_an_elision_within_a_name_or_a_title_stays(apostrophe: str) -> None:
    text = "Le chef de l'État ivoirien a appelé le Quai d'Orsay.".replace("'", apostrophe)
    found = [mention.text.replace(apostrophe, "'") for mention in mentions(text, "fr")]
    assert found == ["chef de l'État ivoirien", "Quai d'Orsay"]


def test_a_capital_tells_the_people_from_the_language() -> None:
    assert told("Les Français manifestent.", "fr") == [("Français", "FRA", "CVL")]
    assert told("Ils parlent le français chez eux.", "fr") == []


@pytest.mark.parametrize(
    ("language", "text", "country", "sector"),
    [
        ("es", "Las diputadas francesas protestaron.", "FRA", "LEG"),
        ("es", "La senadora alemana dimitió.", "DEU", "LEG"),
        ("es", "Los fiscales iraníes apelaron.", "IRN", "JUD"),
        ("pt", "As deputadas alemãs protestaram.", "DEU", "LEG"),
        ("pt", "A embaixadora norueguesa saiu.", "NOR", "GOV"),
        ("pt", "Os generais espanhóis recuaram.", "ESP", "MIL"),
        ("fr", "Les sénatrices canadiennes protestent.", "CAN", "LEG"),
        ("fr", "La négociatrice grecque est partie.", "GRC", "GOV"),
        ("fr", "Les généraux turcs reculent.", "TUR", "MIL"),
        ("fr", "Le ministre togolais de l'Education recule.", "TGO", "GOV"),
        ("fr", "L'Eglise malienne recule.", "MLI", "REL"),
        ("fr", "Les députées wallonnes reculent.", "BEL", "LEG"),
        ("fr", "Une Irlandaise recule.", "IRL", "CVL"),
        ("fr", "Le Kényan recule.", "KEN", "CVL"),
    ],
)
def test_gender_and_number_lead_back(language: str, text: str, country: str, sector: str) -> None:
    ((_, found, what),) = told(text, language)
    assert (found, what) == (country, sector)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El presidente de Rusia viajó a Pekín."),
        ("pt", "O presidente da Rússia viajou para Pequim."),
        ("fr", "Le président de la Russie s'est rendu à Pékin."),
    ],
)
def test_who_holds_an_office_is_known_behind_of(language: str, text: str) -> None:
    (actor,) = mentions(text, language)[0].referents
    assert actor.id == "Q7747"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "es",
            "El jefe del Ejército paraguayo, Ramiro Ayala Ferrer, dimitió.",
            "Ramiro Ayala Ferrer",
        ),
        ("pt", "O chefe do exército angolano, Ramiro Ayala, demitiu-se.", "Ramiro Ayala"),
        ("fr", "Le chef de l'armée togolaise, Ramiro Ayala, a démissionné.", "Ramiro Ayala"),
    ],
)
def test_a_name_between_commas_is_whose_the_title_is(language: str, text: str, name: str) -> None:
    (actor,) = mentions(text, language)[0].referents
    assert (actor.name, actor.sector) == (name, "MIL")


def test_a_name_that_goes_on_as_a_subject_is_another() -> None:
    text = "Según el ministro ruso, Vladímir Putin viajará a Pekín."
    assert [mention.text for mention in mentions(text, "es")][:2] == [
        "ministro ruso",
        "Vladímir Putin",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El vino francés y la política fiscal no cambiaron."),
        ("pt", "O vinho francês e a política fiscal não mudaram."),
        ("fr", "Le vin français et la politique fiscale n'ont pas changé."),
        ("fr", "Le colis a été envoyé hier."),
        ("pt", "Ontem foram presos e serão deportados."),
    ],
)
def test_an_adjective_or_participle_alone_names_nobody(language: str, text: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La municipalidad peruana cedió.", [("municipalidad peruana", "PER", "GOV")]),
        ("Los regantes españoles cortaron la vía.", [("regantes españoles", "ESP", "AGR")]),
        ("Los bandidos haitianos huyeron.", [("bandidos haitianos", "HTI", "CRM")]),
        ("Los facultativos franceses pararon.", [("facultativos franceses", "FRA", "MED")]),
        (
            "Los gremios aeronáuticos argentinos pararon.",
            [("gremios aeronáuticos argentinos", "ARG", "LAB")],
        ),
        ("El Foreign Office protestó.", [("Foreign Office", "GBR", "GOV")]),
        ("La ayuda de Marco Rubio llegó.", [("Marco Rubio", "USA", "LEG")]),
        (
            "El ministro colombiano, Pedro Sánchez, calló.",
            [("ministro colombiano, Pedro Sánchez", "COL", "GOV")],
        ),
        ("Habló Emiliano García-Page.", [("Emiliano García-Page", "ESP", "GOV")]),
        ("Los gibraltareños votaron.", [("gibraltareños", "GIB", "CVL")]),
        ("La ocupación hotelera subió.", []),
        ("El partido que gobierna cayó.", []),
    ],
)
def test_spanish_parties_are_found(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(text, "es") == expected
