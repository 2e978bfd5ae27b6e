"""What shows which old encoding bytes are in: alphabets of languages, and common words of further scripts."""

from collections.abc import Mapping

# Letters other than a to z, lower case: those of the language and of its common loan words.
LATIN: Mapping[str, str] = {
    "en": "éèêëïöüçñáàâôæœ", "de": "äöüßéèàáâçñ", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíóúüñªº", "it": "àèéìíîòóùú",
    "pt": "ãõáéíóúâêôàçüªº", "ca": "àçèéíïòóúü·", "ro": "ăâîșțşţ", "nl": "éëèïöüáóíâêûç", "sv": "åäöéàüáè",
    "da": "æøåéóüäöá", "nb": "æøåéóòâüäöá", "is": "áðéíóúýþæö", "fi": "äöåšžéü", "et": "äöõüšžé",
    "lv": "āčēģīķļņšūžŗō", "lt": "ąčęėįšųūž", "pl": "ąćęłńóśźżé", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýžě",
    "sl": "čšžćđáéëö", "hr": "čćđšžáéëö", "sq": "ëçâéîô", "hu": "áéíóöőúüű", "tr": "çğıiöşüâîûİ",
    "az": "çəğıiöşüİ", "vi": "ăâđêôơưàảãạáằẳẵặắầẩẫậấèẻẽẹéềểễệếìỉĩịíòỏõọóồổỗộốờởỡợớùủũụúừửữựứỳỷỹỵý", "eu": "ñçü",
    "ga": "áéíóú", "cy": "âêîôûŵŷáéíóúïëö", "eo": "ĉĝĥĵŝŭ", "la": "āēīōūæœë", "uz": "ʻ", "id": "é",
}  # fmt: skip


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


# Common words of scripts that one language nearly alone is written in. Arabic and Persian are in `common_words`.
GREEK = _words(
    "και το να του η της με που την από για στο είναι τα των ο οι στη στην σε τον δεν ότι τη θα ένα μια αυτό ή αλλά "
    "στα τους μας ήταν κατά πως όπως έχει πολύ μετά ως όλα δύο όταν πριν κάθε χωρίς μόνο"
)
HEBREW = _words(
    "של את על לא הוא היא כי עם זה גם או אל יש היה אני מה כל אם רק לו אבל הם ב- כדי אשר זו בין לפני אחרי היתה הזה יותר "
    "מאוד אחד שלא עוד כמו אין"
)
THAI = _words("และ ที่ ของ ใน เป็น การ ได้ มี ไม่ ให้ ว่า จะ กับ จาก มา ไป นี้ แต่ ก็ เพื่อ คน ความ โดย อยู่ หรือ")
