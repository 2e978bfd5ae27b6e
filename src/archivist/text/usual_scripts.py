"""The script that each language with a tag of two letters, and Chinese, is written in, as CLDR and langcodes say.

langcodes reads large tables before it answers; most archives are in these languages, and need none of them.
"""

from collections.abc import Mapping
from types import MappingProxyType

_TAGS = {
    "Arab": "ar fa ks ps sd ug ur",
    "Armn": "hy",
    "Avst": "ae",
    "Beng": "as bn",
    "Cans": "cr iu",
    "Cyrl": "ab av ba be bg ce cu cv kk kv ky mk mn os ru sr tg tt uk",
    "Deva": "bh hi mr ne sa",
    "Ethi": "am ti",
    "Geor": "ka",
    "Grek": "el",
    "Gujr": "gu",
    "Guru": "pa",
    "Hans": "zh zh-Hans",
    "Hant": "zh-Hant",
    "Hebr": "he yi",
    "Jpan": "ja",
    "Khmr": "km",
    "Knda": "kn",
    "Kore": "ko",
    "Laoo": "lo",
    "Latn": (
        "aa af ak an ay az bi bm br bs ca ch co cs cy da de ee en eo es et eu ff fi fj fo fr fy ga gd gl gn gv ha "
        "ho hr ht hu hz ia id ie ig ik io is it jv kg ki kj kl kr ku kw la lb lg li ln lt lu lv mg mh mi ms mt na "
        "nb nd ng nl nn no nr nv ny oc oj om pi pl pt qu rm rn ro rw sc se sg sk sl sm sn so sq ss st su sv sw tk "
        "tn to tr ts tw ty uz ve vi vo wa wo xh yo za zu"
    ),
    "Mlym": "ml",
    "Mymr": "my",
    "Orya": "or",
    "Sinh": "si",
    "Taml": "ta",
    "Telu": "te",
    "Thaa": "dv",
    "Thai": "th",
    "Tibt": "bo dz",
    "Yiii": "ii",
}

# By tag; each of them is canonical as it is.
USUAL_SCRIPTS: Mapping[str, str] = MappingProxyType(
    {tag: script for script, tags in _TAGS.items() for tag in tags.split()}
)
