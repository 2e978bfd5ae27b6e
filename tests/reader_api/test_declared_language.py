"""A declared language yields to another script, and within a script only to many words."""

import pytest

from archivist.reader_api.declared_language import language_that_overrules, outside_code
from archivist.reader_api.language import language_of
from tests.reader_api.test_language import TEXTS

FEW = {
    "code": "<pre>a = 1\nb = a</pre> Run it by hand, pre and post.",
    "poem": "O je na to\na v tom\nu som do po\nza se",
    "recipe": "Sugo alla nonna: 2 uova, 1 kg di farina, sale. Impastare e cuocere per 20 minuti nel forno.",
    "table": "Dinamo 3 1 0 10 Lokomotiv 2 1 1 7 Rustavi 1 1 2 4 Torpedo 0 1 3 1",
    "names": "Maria da Silva, João de Sousa, Ana e Pedro dos Santos, José do Carmo, Paulo das Neves",
    "variables": "a i o u e y z s v k " * 30,
    "listing": "```\nvar je = na.do(po); // za se\n```\n" * 20,
    "span": "Use `ja na do po od za`. " * 20,
    "shortcode": "[code lang='x']je na do po od za se to jako[/code] " * 20,
}


@pytest.mark.parametrize("kind", FEW)
def test_few_words_and_code_leave_the_language_as_declared(kind: str) -> None:
    assert language_that_overrules("en", outside_code(FEW[kind])) is None


@pytest.mark.parametrize(
    "tag", [tag for tag in TEXTS if tag not in ("en", "de", "fr", "es", "it", "pt", "pl", "cs", "tr", "az")]
)
def test_another_script_always_counts(tag: str) -> None:
    guess = language_that_overrules("en", TEXTS[tag])
    assert guess is not None
    assert guess.tag == tag


@pytest.mark.parametrize("tag", ["de", "fr", "es", "it", "pt", "pl", "tr"])
def test_many_words_of_another_language_count(tag: str) -> None:
    assert language_that_overrules("en", TEXTS[tag]) is None
    guess = language_that_overrules("en", " ".join([TEXTS[tag]] * 4))
    assert guess is not None
    assert guess.tag == tag


def test_a_language_of_which_no_words_are_known_is_believed() -> None:
    assert language_that_overrules("lb", " ".join([TEXTS["de"]] * 9)) is None


@pytest.mark.parametrize(
    ("declared", "text"), [("ja", "漢字" * 30), ("zh-Hant", "漢字" * 30), ("ko", TEXTS["ko"]), ("ja", TEXTS["ja"])]
)
def test_scripts_that_a_language_shares_are_not_others(declared: str, text: str) -> None:
    assert language_that_overrules(declared, text) is None


def test_a_language_of_two_scripts_keeps_its_name() -> None:
    guess = language_that_overrules("sr", "Reka izvire u snegu i duga je, ali nije tako duga kao put.")
    assert guess is not None
    assert guess.tag == "sr-Latn"
    assert language_that_overrules("sr", TEXTS["sr"]) is None


def test_names_in_latin_letters_do_not_outweigh_a_short_georgian_text() -> None:
    assert language_that_overrules("ka", "Manchester United, Real Madrid, Bayern München – შედეგები") is None


def test_plain_russian_without_a_declaration_is_recognised() -> None:
    text = (
        "Старая мельница стояла у самой реки, и вода шумела под её колесом днём и ночью. Мельник жил один. Каждое утро "
        "открывал ворота, впускал телеги крестьян, считал мешки. Потом садился на лавку, смотрел, как белая пыль "
        "оседает на траву. Дети бегали рядом, собирали камни. Осенью приходили дожди, дороги размывало, телеги вязли."
    )
    for each in (text, text.partition(". Каждое")[2]):
        guess = language_of(each)
        assert guess is not None
        assert (guess.tag, guess.sure) == ("ru", True)
