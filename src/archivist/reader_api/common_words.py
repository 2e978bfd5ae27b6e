"""Words that tell one language from its neighbours in the same script: the commonest, that mean little.

Words of several languages are in each of them. Forms are lower case.
"""

from collections.abc import Mapping


def _words(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {tag: frozenset(words.split()) for tag, words in table.items()}


LATIN = _words(
    {
        "en": "the of and to in is that it was for on are with as be by this from at have has had were which or an not "
        "his her their been will would its he she they we you who but all no one shall everyone",
        "de": "der die das und ist nicht ein eine einer den dem des mit von zu im auf für sich als auch es an werden "
        "aus bei nach wie oder aber sind war hat haben über zum zur jeder alle",
        "fr": "le la les des et est une un du en que qui dans pour pas sur au aux avec ce cette il elle ne se par plus "
        "sa ses ou mais nous vous ont été être tout toute d'un l'on",
        "es": "el la los las de del y que en un una es por con para no se su sus al lo como más pero este esta ha o "
        "son entre también todo toda",
        "it": "il lo la gli le di del della dei delle che e è un una in per con non si da al alla nel nella sono come "
        "più ma ha questo questa ogni",
        "pt": "o a os as de do da dos das e que em um uma para com não por se na no nas nos ao mais como mas foi "
        "são também todo toda",
        "ca": "el la els les de del i que en un una per amb no es és al als dels seu seva més com però aquest",
        "ro": "și în de la cu pe un o este nu că din pentru care sau mai ale lui fost sunt prin după dar toate al",
        "nl": "de het een en van in is dat op te zijn met voor niet aan er ook als bij door maar uit om naar heeft "
        "wordt deze die ieder",
        "sv": "och att det i en som på är av för med den till inte har ett om var men de sig från vi kan eller skall",
        "da": "og at det i en som på er af for med den til ikke har et om var men de sig fra vi kan eller skal enhver",
        "nb": "og at det i en som på er av for med den til ikke har et om var men de seg fra vi kan eller skal enhver",
        "is": "og að í er á sem til við það var ekki um með af en fyrir hann eru frá skal hver eða þeir",
        "fi": "ja on ei että se oli hän mutta ovat kun niin tai myös joka sen ole jos kuin olla sekä",
        "et": "ja on ei et see oli ta kui ka aga mis või oma ning igal olla nende",
        "lv": "un ir ar par no uz kas ka bet to tā arī pie vai lai katram nav bija",
        "lt": "ir yra su kad iš į ne tai bet kaip o už jo ar buvo turi kiekvienas prie",
        "pl": "i w na z się nie do jest to że o jak po co ale od za dla przez oraz są jego który która być każdy",
        "cs": "a v na se je že z do s o to i jako po ale za by od pro ve které který jeho nebo jsou není každý",
        "sk": "a v na sa je že z do s o to aj ako po ale za by od pre vo ktoré ktorý jeho alebo sú nie každý",
        "sl": "in v na se je da z s za o po pa so kot tudi iz do pri ki ali ne vsak ima",
        "hr": "i u na se je da s za od o su kao ne iz koji koje ili bi što također sa svatko ima pravo",
        "sq": "dhe të në e i një me për që nuk është nga më ka se do si ai kjo por çdo",
        "hu": "a az és hogy nem is egy van de ez meg csak volt mint vagy minden el amely ha joga",
        "tr": "ve bir bu da de için ile olarak çok daha gibi olan en ne o kadar ya her değil ki sonra olduğu",
        "az": "və bir bu da də üçün ilə olan ki hər daha kimi o ən çox deyil isə sonra olaraq",
        "uz": "va bir bu bilan uchun ham emas lekin har o'z yoki edi deb bo'lgan u",
        "id": "yang dan di dengan untuk tidak dari ini itu dalam pada adalah oleh atau akan setiap orang",
        "vi": "và của là có được cho không một các người trong với những này đã để mọi từ khi",
        "eu": "eta da ez bat du dira bere zuen ere hori izan dute edo",
        "ga": "agus an na ar i is go le ag do a bhí tá nach ach gach",
        "cy": "a y yr yn i o ar ac mae gan am bod ei oedd nid gyda pob",
        "eo": "la kaj de en estas al ne por kun mi ke li pri ĉi aŭ ĉiu",
        "la": "et in est non ad cum ut sed quod qui ex per si aut sunt esse",
    }
)

CYRILLIC = _words(
    {
        "ru": "и в не на что с по как это к из у за от о для он но его она они был была было или только также его при "
        "который которые все всех себя свою должен имеет право каждый",
        "uk": "і в не на що з по як це до із у за від про для він але його вона вони був була було або та й також при "
        "який які всі має право кожна",
        "be": "і ў не на што з па як гэта да у за ад аб для ён але яго яна яны быў была або ды таксама які мае",
        "bg": "и в не на че с по като това към от за се да е са но той тя те беше или съм ще който има право всеки",
        "mk": "и во не на дека со по како ова кон од за се да е са но тој таа тие беше или ќе кој има право секој",
        "sr": "и у не на да са по као то ка од за се је су али он она они био или ће који има право свако",
        "os": "ӕмӕ у не кӕй уый йӕ дӕр мӕ ӕй сты цы куы уыд ма адӕм бар",
        "ab": "аԥсны уи иара ари усҟан рыла азы ауп иҟоуп",
        "kk": "және бір бұл мен үшін да де бар жоқ емес осы ол болып",
        "ky": "жана бир бул менен үчүн да бар жок эмес ал болуп",
        "tt": "һәм бер бу белән өчен да дә бар юк түгел ул",
        "mn": "нь бол ба энэ нэг юм байна хүн болон",
        "tg": "ва дар ба ки аз бо ин барои аст ҳар ё",
        "ce": "а ду цу бу ма хӏара нохчийн",
    }
)

ARABIC = _words(
    {
        "ar": "في من على إلى أن التي الذي هذا هذه عن مع كان لا ما كل قد بعد أو",
        "fa": "و در به از که این است را با برای آن یک هر شد می های",
        "ur": "کے کی میں ہے اور سے کا کو پر نے ہیں اس کہ یہ",
        "ps": "د په چې او له ته کې دی یې دا",
        "ckb": "لە بە و کە بۆ ئەم لەگەڵ بوو",
    }
)

DEVANAGARI = _words(
    {
        "hi": "के की में है और से का को पर ने हैं इस कि यह भी एक नहीं",
        "mr": "आणि आहे च्या मध्ये हे या आहेत होते नाही एक",
        "ne": "र छ को मा हो लाई छन् भने गर्ने एक पनि",
    }
)
