"""Built-in words by which pages announce what is not part of an article, in English, Georgian and Russian."""

import re

_MORE = (
    "also read|read also|read more|read next|read this next|you may also like|you might also like|recommended"
    "|more on this (?:topic|story|subject)|related"
    "(?: (?:articles?|posts?|stories|news|content|reading|topics?|links?))?"
    "|читайте также|читать также|читайте ещ[её]|(?:ещ[её] )?по теме|материалы по теме|смотрите также|рекомендуем"
    "|(?:похожие|связанные) (?:статьи|записи|новости|материалы)"
    "|ასევე წაიკითხეთ|წაიკითხეთ ასევე|ასევე იხილეთ|იხილეთ ასევე|აგრეთვე წაიკითხეთ|წაიკითხეთ აგრეთვე|ამავე თემაზე"
    "|(?:მსგავსი|დაკავშირებული) (?:სტატიები|სიახლეები|მასალები|პოსტები|ამბები)|მსგავსი(?: ?/ ?related)?"
)
_END = r"[\s:：.…>»→–—-]{0,10}"
# A line that only offers more to read. “See also” heads a part of many articles, so it counts only before a link.
ALSO_READ = re.compile(rf"[\s>»→•*-]{{0,10}}(?:{_MORE}){_END}", re.I)
ALSO_READ_BEFORE_LINK = re.compile(rf"[\s>»→•*\[(-]{{0,10}}(?:{_MORE}|see also|см\. также|იხ\. ასევე){_END}", re.I)
AVAILABLE_IN = re.compile(
    r"(?:this (?:post|article|page|entry|story|text) is (?:also )?available in|(?:also )?available in"
    r"|read (?:this )?(?:article |story |post )?in"
    r"|(?:эт[ао]т? )?(?:статья|материал|текст|запись) (?:также )?доступ\w{1,3} на"
    r"|(?:также )?доступно (?:также )?на|читать на|читайте на"
    r"|(?:ეს )?(?:სტატია|მასალა|ტექსტი) (?:ასევე )?ხელმისაწვდომია"
    r"|(?:ასევე )?ხელმისაწვდომია)\s{0,5}[:：]?",
    re.I,
)
TAGS = re.compile(
    r"(?:tags?|tagged(?: with)?|filed under|keywords|topics|теги|тэги|метки|ключевые слова|темы|თეგები|ტეგები|თემები"
    r"|საკვანძო სიტყვები)\s{0,5}[:：]?",
    re.I,
)
BYLINE = re.compile(
    r"(?:(?:written |posted |submitted |story |text |interview )?by|words by|authors?|автор(?:ы)?|текст|подготовил[аи]?"
    r"|ავტორ(?:ი|ები)|მოამზადა|von|par|por|autor|autora|auteur|文(?:[・･/]写真)?|写真[・･/]文|執筆|著者|作者|记者|記者|بقلم|كتب|كتبت)"
    r"(?:\s{0,5}[:：]\s{0,5}|\s{1,5})",
    re.I,
)
DATELINE = re.compile(
    r"(?:posted|published|date|publication date|issued|опубликован[оа]|дата(?: публикации)?|გამოქვეყნდა|გამოქვეყნებულია"
    r"|თარიღი)(?: on| at| в)?\s{0,5}[:：]?\s{0,5}",
    re.I,
)
# How long it takes to read, how many have read it.
COUNTS = re.compile(
    r"\b\d{1,3}[ -]min(?:ute)?s?(?: read)?\b|\b(?:views|hits|просмотров|просмотры|прочтений|ნახვა|ნახვები)"
    r"\s{0,3}:?\s{0,3}\d{1,7}"
    r"|\b\d{1,7}\s(?:views|hits|просмотров|ნახვა)\b",
    re.I,
)
UPDATED = re.compile(
    r"(?:last )?(?:updated|modified|edited)\b|обновлен[оа]|изменен[оа]|განახლდა|განახლებულია|შესწორდა", re.I
)
MISSING = re.compile(
    r"\b(?:404|page not found|not found|nothing found|страница не найдена|ничего не найдено)\b"
    r"|გვერდი (?:ვერ|არ) მოიძებნა",
    re.I,
)
AND = re.compile(r"\s*[,;،]\s+|\s+(?:and|&|и|და)\s+")
