"""Old encodings that nothing declares are recognised by their words, or refused."""

from pathlib import Path

import pytest

from archivist.findings import Finding
from archivist.reader_api.decoding import decode
from archivist.reader_api.found import SourceError
from archivist.reader_api.old_encodings import is_nonsense
from tests.readers.feeds.making import found_in as found_in_feed
from tests.readers.pages.making import read_all

TEXTS = {
    "el": "Η παλιά γέφυρα πάνω από το ποτάμι χτίστηκε πριν από πολλά χρόνια και οι κάτοικοι της πόλης την "
    "περνούν κάθε μέρα. Κανείς δεν θυμάται ποιος την έχτισε, αλλά όλοι λένε ότι θα αντέξει για πάντα.",
    "ar": "بني الجسر القديم فوق النهر قبل سنوات كثيرة، ويعبره سكان المدينة كل يوم. لا أحد يتذكر من الذي بناه، "
    "ولكن الجميع يقولون إنه سيبقى إلى الأبد في هذا المكان من المدينة.",
    "fa": "پل قديمي بر روي رود سال ها پيش ساخته شد و مردم شهر هر روز از آن مي گذرند. هيچ کس به ياد ندارد که آن "
    "را ساخته است، اما همه مي گويند که اين پل براي هميشه مي ماند.",
    "he": "הגשר הישן מעל הנהר נבנה לפני שנים רבות, ותושבי העיר עוברים עליו כל יום. איש לא זוכר מי בנה אותו, "
    "אבל כולם אומרים כי הוא יעמוד לעד. גם הילדים של העיר אוהבים את הגשר.",
    "th": "สะพานเก่าข้ามแม่น้ำสร้างขึ้นเมื่อหลายปีก่อน และชาวเมืองเดินข้ามทุกวัน ไม่มีใครจำได้ว่าใครเป็นคนสร้าง แต่ทุกคนบอกว่าจะอยู่ตลอดไป",
    "tr": "Nehrin üzerindeki eski köprü yıllar önce yapıldı ve şehir halkı her gün köprüden geçiyor. Kimse onu "
    "kimin yaptığını hatırlamıyor, ama herkes bir gün yıkılmayacağını söylüyor. Bu da çok güzel.",
    "lt": "Senasis tiltas per upę buvo pastatytas prieš daugelį metų, ir miesto gyventojai kasdien juo eina. "
    "Niekas neprisimena, kas jį pastatė, bet visi sako, kad jis stovės amžinai. Žmonės čia gyvena "
    "ramiai.",
    "lv": "Vecais tilts pār upi tika uzcelts pirms daudziem gadiem, un pilsētas iedzīvotāji katru dienu iet "
    "pār to. Neviens neatceras, kas to uzcēla, bet visi saka, ka tas stāvēs mūžīgi.",
    "et": "Vana sild üle jõe ehitati palju aastaid tagasi ja linna elanikud käivad sellest iga päev üle. Keegi "
    "ei mäleta, kes selle ehitas, aga kõik ütlevad, et see jääb püsti. Žürii oli šokeeritud.",
    "pl": "Stary most nad rzeką został zbudowany przed wielu laty i mieszkańcy miasta przechodzą przez niego "
    "codziennie. Nikt nie pamięta, kto go zbudował, ale wszyscy mówią, że będzie stał na zawsze. Żółw "
    "też.",
    "cs": "Starý most přes řeku byl postaven před mnoha lety a obyvatelé města po něm chodí každý den. Nikdo "
    "si nepamatuje, kdo ho postavil, ale všichni říkají, že bude stát navždy. Žluťoučký kůň.",
    "hu": "A folyó feletti régi hidat sok évvel ezelőtt építették, és a város lakói minden nap átmennek rajta. "
    "Senki sem emlékszik, hogy ki építette, de mindenki azt mondja, hogy örökké állni fog. Erős kő.",
    "ro": "Podul vechi de peste râu a fost construit acum mulți ani și locuitorii orașului trec pe el în "
    "fiecare zi. Nimeni nu își amintește cine l-a construit, dar toți spun că va dura.",
    "hr": "Stari most preko rijeke sagrađen je prije mnogo godina i stanovnici grada svaki dan prelaze preko "
    "njega. Nitko se ne sjeća tko ga je sagradio, ali svi kažu da će stajati zauvijek. Što još?",
    "de": "Die alte Brücke über den Fluss wurde vor vielen Jahren gebaut, und die Bürger der Stadt gehen jeden "
    "Tag über sie. Niemand weiß, wer sie gebaut hat, aber alle sagen, daß sie für immer steht.",
    "fr": "Le vieux pont sur la rivière a été construit il y a des années et les habitants de la ville le "
    "traversent chaque jour. Personne ne sait qui l'a bâti, mais tous disent qu'il tiendra toujours, où "
    "qu'on aille. Ça va.",
    "es": "El viejo puente sobre el río fue construido hace muchos años y los habitantes de la ciudad lo "
    "cruzan todos los días. Nadie recuerda quién lo construyó, pero todos dicen que será para siempre. "
    "¿Qué niño?",
    "pt": "A ponte velha sobre o rio foi construída há muitos anos e os habitantes da cidade não a atravessam. "
    "Ninguém se lembra de quem a construiu, mas todos dizem que é eterna. Coração são.",
    "sv": "Den gamla bron över ån byggdes för många år sedan och stadens invånare går över den varje dag. "
    "Ingen minns vem som byggde den, men alla säger att den kommer att stå för alltid.",
    "is": "Gamla brúin yfir ána var byggð fyrir mörgum árum og íbúar bæjarins ganga yfir hana á hverjum degi. "
    "Enginn man hver byggði hana, en allir segja að það þýði að hún standi að eilífu.",
    "ru": "Старый мост через реку был построен много лет назад, и жители города переходят его каждый день. "
    "Никто не помнит, кто его построил, но все говорят, что он простоит вечно.",
    "uk": "Старий міст через річку збудували багато років тому, і жителі міста переходять його щодня. Ніхто не "
    "пам'ятає, хто його збудував, але всі кажуть, що він стоятиме вічно. Ґанок її.",
    "bg": "Старият мост над реката е построен преди много години и жителите на града минават по него всеки "
    "ден. Никой не помни кой го е построил, но всички казват, че ще стои вечно.",
    "sr": "Стари мост преко реке саграђен је пре много година и становници града сваки дан прелазе преко њега. "
    "Нико се не сећа ко га је саградио, али сви кажу да ће стајати заувек.",
    "mk": "Стариот мост преку реката е изграден пред многу години и жителите на градот секој ден поминуваат "
    "преку него. Никој не се сеќава кој го изградил, но сите велат дека ќе стои засекогаш.",
    "be": "Стары мост цераз раку быў пабудаваны шмат гадоў таму, і жыхары горада ходзяць праз яго кожны дзень. "
    "Ніхто не памятае, хто яго пабудаваў, але ўсе кажуць, што ён будзе стаяць вечна.",
    "eo": "La malnova ponto trans la rivero estis konstruita antaŭ multaj jaroj kaj la loĝantoj de la urbo "
    "ĉiutage transiras ĝin. Neniu memoras, kiu ĝin konstruis, sed ĉiuj diras.",
    "ja": "川にかかる古い橋は何年も前に建てられ、町の人々は毎日それを渡る。誰が建てたのか誰も覚えていない。",
    "zh": "河上的旧桥是很多年前建造的，城里的人每天都从桥上走过。没有人记得是谁建造的，但大家都说它会永远存在。",
    "zt": "河上的舊橋是很多年前建造的，城裡的人每天都從橋上走過。沒有人記得是誰建造的，但大家都說它會永遠存在。",
    "ko": "강 위의 오래된 다리는 오래 전에 지어졌으며 도시 사람들은 매일 그 다리를 건넌다. "
    "누가 지었는지 아무도 기억하지 못한다.",
}
ENCODINGS = {
    "el": "cp1253 iso8859-7 mac-greek cp737",
    "ar": "cp1256 iso8859-6",
    "fa": "cp1256",
    "he": "cp1255 iso8859-8 cp862",
    "th": "cp874 iso8859-11",
    "tr": "cp1254 iso8859-9 mac-turkish cp857",
    "lt": "cp1257 iso8859-13 iso8859-4 cp775",
    "lv": "cp1257 iso8859-13 iso8859-4",
    "et": "cp1257 cp1252 iso8859-15 iso8859-4",
    "pl": "cp1250 iso8859-2 cp852 mac-latin2",
    "cs": "cp1250 iso8859-2 cp852 mac-latin2",
    "hu": "cp1250 iso8859-2 cp852",
    "ro": "iso8859-16",
    "hr": "cp1250 iso8859-2 cp852 mac-croatian",
    "de": "cp1252 mac-roman cp850 cp437",
    "fr": "cp1252 mac-roman cp850 iso8859-15",
    "es": "cp1252 mac-roman cp850",
    "pt": "cp1252 mac-roman cp850 cp860",
    "sv": "cp1252 mac-roman cp850 cp437",
    "is": "cp1252 mac-iceland cp861",
    "ru": "cp1251 koi8-r cp866 iso8859-5 mac-cyrillic",
    "uk": "cp1251 koi8-u mac-cyrillic",
    "bg": "cp1251 iso8859-5 mac-cyrillic",
    "sr": "cp1251 iso8859-5",
    "mk": "cp1251",
    "be": "cp1251",
    "eo": "iso8859-3",
    "ja": "shift_jis euc_jp",
    "zh": "gb18030",
    "zt": "big5",
    "ko": "euc_kr",
}
CASES = [(tag, encoding) for tag, encodings in ENCODINGS.items() for encoding in encodings.split()]
PAGE = (
    '<html><head><title>x</title><meta property="article:published_time" content="2020-05-01">'
    '<style>.the {{ color: red }}</style></head><body class="of and the">\n<h1>{}</h1>\n<p>{}</p>\n</body></html>'
)
GEORGIAN_FONT = "ÓÀØÀÒÈÅÄËÏÓ ÐÀÒËÀÌÄÍÔÌÀ ÃÙÄÓ ÌÉÉÙÏ ÊÀÍÏÍÉ. " * 6  # bytes of an encoding for Georgian


@pytest.mark.parametrize(("tag", "encoding"), CASES)
def test_text_and_pages_are_read_as_they_were_written(tag: str, encoding: str) -> None:
    page = PAGE.format(TEXTS[tag][:20], TEXTS[tag])
    for text in (TEXTS[tag], page):
        decoded = decode(text.encode(encoding))
        assert (decoded.text, decoded.unknown) == (text, "")
        assert [remark.code for remark in decoded.remarks] == ["import-guessed"]


@pytest.mark.parametrize("tag", ["el", "ar", "he", "th", "ru"])
def test_a_western_declaration_yields_to_words_of_another_script(tag: str) -> None:
    decoded = decode(TEXTS[tag].encode(ENCODINGS[tag].split()[0]), "iso-8859-1")
    assert decoded.text == TEXTS[tag]
    assert "iso-8859-1 is declared" in decoded.remarks[0].message


@pytest.mark.parametrize("text", ["John O’Brien’s café – “fine” © 2001", "Motörhead", "Ångström paid 10 €.", "3 m²"])
def test_a_few_western_characters_stay_western(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding, decoded.unknown) == (text, "cp1252", "")


@pytest.mark.parametrize("tag", [tag for tag in TEXTS if tag in ("de", "fr", "es", "pt", "sv", "is", "pl", "cs", "hu")])
def test_no_western_language_is_nonsense(tag: str) -> None:
    assert not is_nonsense(TEXTS[tag])


def test_a_page_in_an_encoding_that_is_not_recognised_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format("x", GEORGIAN_FONT).encode("latin-1"))
    (tmp_path / "b.html").write_bytes(PAGE.format("b", TEXTS["de"] * 2).encode())
    refused, article = read_all(tmp_path)
    assert isinstance(refused, Finding)
    assert refused.code == "import-unreadable"
    assert "do not form words" in refused.message
    assert "UTF-8" in refused.hint
    assert article.language == "de"


def test_a_feed_in_an_encoding_that_is_not_recognised_is_an_error(tmp_path: Path) -> None:
    item = f"<item><title>x</title><description>{GEORGIAN_FONT}</description></item>"
    feed = f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>'.encode("latin-1")
    with pytest.raises(SourceError, match="do not form words"):
        found_in_feed(tmp_path, feed)


@pytest.mark.parametrize(("tag", "encoding"), [("ar", "cp1256"), ("el", "cp1253"), ("he", "cp1255"), ("th", "cp874")])
def test_a_feed_in_an_old_encoding_is_in_its_language(tag: str, encoding: str, tmp_path: Path) -> None:
    day = "<pubDate>Fri, 01 May 2020 00:00:00 GMT</pubDate>"
    item = f"<item><title>x</title>{day}<description>{TEXTS[tag]}</description></item>"
    feed = f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>'.encode(encoding)
    *_, article = found_in_feed(tmp_path, feed)
    assert getattr(article, "language", "") == tag
