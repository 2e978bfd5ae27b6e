"""The language of a text, and the languages that names mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.reader_api.language import Guess, language_named, language_of
from archivist.text import languages

TEXTS = {
    "en": "The river rises in the snow and it is long, but not as long as the road that follows it.",
    "ka": "მდინარე თოვლში იბადება.",
    "ru": "Река начинается в снегах, и она длинная, но не такая длинная, как дорога вдоль неё.",
    "uk": "Річка починається в снігах, і вона довга, але не така довга, як дорога.",
    "be": "Рака пачынаецца ў снягах, і яна доўгая, але не такая доўгая, як дарога.",
    "bg": "Реката извира от снега и е дълга, но не е толкова дълга, колкото пътят към града.",
    "sr": "Река извире у снегу и дуга је, али није тако дуга као пут који је прати.",
    "os": "Дон миты райгуыры ӕмӕ даргъ у.",
    "de": "Der Fluss entspringt im Schnee und ist lang, aber nicht so lang wie die Straße.",
    "fr": "La rivière naît dans la neige et elle est longue, mais pas aussi longue que la route.",
    "es": "El río nace en la nieve y es largo, pero no tan largo como la carretera que lo sigue.",
    "it": "Il fiume nasce nella neve ed è lungo, ma non è lungo come la strada che lo segue.",
    "pt": "O rio nasce na neve e é longo, mas não tão longo como a estrada que o segue.",
    "pl": "Rzeka bierze początek w śniegu i jest długa, ale nie tak długa jak droga.",
    "cs": "Řeka pramení ve sněhu a je dlouhá, ale není tak dlouhá jako cesta, která ji sleduje.",
    "tr": "Nehir karlarda doğar ve uzundur, ama onu izleyen yol kadar uzun değildir, bu da bir gerçek.",
    "az": "Çay qarda doğulur və uzundur, lakin onu izləyən yol qədər uzun deyil.",
    "hy": "Գետը սկիզբ է առնում ձյան մեջ։",
    "ar": "النهر ينبع من الثلج وهو طويل في الجبال على الطريق",
    "fa": "رود از برف سرچشمه می گیرد و در کوه است که به دریا",
    "he": "הנהר מתחיל בשלג",
    "hi": "नदी बर्फ में शुरू होती है और यह लंबी है",
    "ja": "川は雪の中から流れ出る。",
    "zh": "河流从雪中流出来，它很长，但是没有路那么长。",
    "ko": "강은 눈 속에서 시작된다.",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_a_sentence_tells_its_language(tag: str) -> None:
    guess = language_of(TEXTS[tag])
    assert guess is not None
    assert guess.tag == tag
    assert guess.why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The river and the road are in the valley, and the road is long.", "words or letters such as the, and, are"),
        ("Łódź, Gżegżółka, Chrząszcz, Źdźbło, Żółw", "words or letters such as ł, ą, ź"),
        ("河流从雪中流出来，它很长。", "Chinese characters without kana"),
    ],
)
def test_a_guess_names_what_it_was_made_from(text: str, why: str) -> None:
    guess = language_of(text)
    assert guess is not None
    assert guess.why == why


@pytest.mark.parametrize("tag", TEXTS)
def test_the_archive_does_not_rule_out_what_is_plain_to_see(tag: str) -> None:
    guess = language_of(TEXTS[tag] * 3, ("en", "ka", "ru"))
    assert guess is not None
    assert guess.tag == tag


def test_the_archive_decides_between_forms_of_one_language() -> None:
    full = "河流從雪中流出來，它們很長，但是沒有路那麼長，這個國家"
    assert language_of(full, ("en", "zh-Hans", "zh-Hant")) == Guess(
        "zh-Hant", True, "Chinese characters without kana, traditional"
    )
    assert (language_of(TEXTS["en"], ("en-GB",)) or Guess("", False, "")).tag == "en-GB"
    assert (language_of("ჩქიმი ოჯახი", ("en", "xmf")) or Guess("", False, "")).tag == "xmf"


def test_what_says_nothing_is_none_or_not_sure() -> None:
    assert language_of("") is None
    assert language_of("12345 — 10%") is None
    assert language_of("Tbilisi") is None
    assert language_of("Tbilisi", ("en", "ka")) == Guess("en", False, "the archive's only language in Latn letters")
    assert language_of("Tbilisi", ("en", "de")) is None


@given(st.text(), st.lists(st.sampled_from(["en", "ka", "ru", "zh-Hant", "sr-Latn"]), max_size=4))
def test_any_text_has_a_known_language_or_none(text: str, candidates: list[str]) -> None:
    guess = language_of(text, candidates)
    assert guess is None or languages.normalise_tag(guess.tag) == guess.tag


@pytest.mark.parametrize(
    ("words", "tag"),
    [("Georgian", "ka"), ("ქართული", "ka"), ("ქართული (Georgian)", "ka"), ("Русский (Russian)", "ru"), ("ka", "ka"),
     ("грузинский", "ka"), ("ინგლისური", "en"), ("Deutsch", "de"), ("Français (French)", "fr"), ("中文", "zh"),
     ("Eng", "en"), ("Geo", "ka"), ("Rus", "ru"), ("GE", "ka"), ("zh-Hans", "zh-Hans"), ("繁體中文", "zh-Hant"),
     ("Українська", "uk"), ("Azərbaycan", "az"), ("осетинский", "os"), ("ENGLISH:", "en"), ("Fr", "fr")],
)  # fmt: skip
def test_a_name_means_a_language(words: str, tag: str) -> None:
    assert language_named(words) == tag


@pytest.mark.parametrize(
    "words",
    ["", "a", "News", "RSS", "Mobile", "the", "in", "on", "Tags", "Русский (English)", "x" * 500, "()", "ქალაქი"],
)
def test_other_words_mean_none(words: str) -> None:
    assert language_named(words) == ""


@given(st.text(max_size=100))
def test_any_words_are_taken(words: str) -> None:
    tag = language_named(words)
    assert not tag or languages.normalise_tag(tag) == tag


def test_code_and_names_in_latin_letters_do_not_outweigh_a_text() -> None:
    mixed = "OP_CHECKTEMPLATEVERIFY Bitcoin Core example.com 这条河流从雪中流出来，它很长。 " * 5
    guess = language_of(mixed, ("en", "ka"))
    assert guess is not None
    assert (guess.tag, guess.sure) == ("zh", False)
