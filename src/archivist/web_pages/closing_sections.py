"""“Further reading”, “Sources” and the like at the end of an article: its own, wherever the page puts them."""

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote

from archivist.text.xml_element import Element, take_out
from archivist.web_pages.boilerplate_classes import COMMENTS
from archivist.web_pages.lines import HEADINGS, leaves
from archivist.web_pages.prose import words_of

_WORDS = (
    "further reading|additional reading|suggested reading|selected reading|see also|references|reference list|sources"
    "|sources and further reading|notes and references|bibliography|selected bibliography|works cited|literature"
    "|literature cited|external links|sources cited"
    "|литература|список литературы|использованная литература|дополнительная литература|источники|библиография"
    "|источники и литература|см\\. также|смотрите также|что почитать|внешние ссылки|примечания и литература"
    "|ლიტერატურა|გამოყენებული ლიტერატურა|დამატებითი ლიტერატურა|დამატებითი საკითხავი|წყაროები|ბიბლიოგრაფია"
    "|литература та джерела|література|список літератури|джерела|див\\. також|бібліографія|літаратура|крыніцы"
    "|литература и извори|извори|източници|литература и източници|вижте също"
    "|literatur|literaturverzeichnis|weiterführende literatur|zum weiterlesen|quellen|quellenangaben|einzelnachweise"
    "|weblinks|siehe auch|pour en savoir plus|pour aller plus loin|bibliographie|références|lectures complémentaires"
    "|liens externes|voir aussi|lecturas adicionales|lecturas recomendadas|para saber más|bibliografía|referencias"
    "|fuentes|véase también|enlaces externos|bibliografia|per approfondire|fonti|letture consigliate|riferimenti"
    "|vedi anche|collegamenti esterni|leituras adicionais|leitura complementar|referências|fontes|ver também"
    "|verder lezen|literatuur|bronnen|zie ook|bibliografia i źródła|literatura|źródła|zobacz też|zdroje|viz také"
    "|literatura i izvori|izvori|kaynakça|kaynaklar|ədəbiyyat|mənbələr|գրականություն|աղբյուրներ|βιβλιογραφία|πηγές"
    "|לקריאה נוספת|מקורות|المراجع|المصادر|مراجع|قراءات إضافية|منابع|参考文献|参考资料|延伸阅读|參考文獻|延伸閱讀|参考"
    "|관련 자료|참고 문헌|참고문헌"
)
_TITLE = re.compile(rf"[\s\d.§•*—–-]{{0,10}}(?:{_WORDS})\s{{0,3}}[:：.…]?\s{{0,3}}", re.I)
_LONGEST = 60  # characters of such a heading
_OUTSIDE = ("html", "body", "main", "article")


def is_closing_title(words: str) -> bool:
    """Whether a heading says that sources or more to read on the subject follow."""
    return len(words) <= _LONGEST and _TITLE.fullmatch(words) is not None


def sections_to_keep(root: Element, body: Element, furniture: dict[Element, str]) -> tuple[set[Element], list[Element]]:
    """What of the body is to stay since it is such a section, and the sections from after the body.

    A section that a link in the body leads to is also one, whatever its heading. The sections after the body are
    taken out of the page and of `boilerplate`, in their order, to be put at the end of the body.
    """
    wanted = _fragments(body)
    stay: set[Element] = set()
    behind: list[Element] = []
    for heading in list(_headings(root, wanted)):
        above = list(heading.iterancestors())
        if any(furniture.get(each) == COMMENTS for each in above):
            continue
        if body in above:
            section = _section(heading, body)
            stay.update(_up_to(heading, body))
            for each in (section, *section.iterancestors()):
                if each is body:
                    break
                if each is section or _begins_with(each, heading):
                    furniture.pop(each, None)
        elif _is_behind(heading, body) and not any(each in behind for each in above):
            behind += _with_what_follows(heading, body, furniture)
    for piece in behind:
        _take_out(piece, furniture)
    return stay, behind


def _headings(root: Element, wanted: Collection[str]) -> Iterator[Element]:
    for heading in root.iter(*HEADINGS):
        if is_closing_title(words_of(heading)) or _names(heading) & set(wanted):
            yield heading


def _names(heading: Element) -> set[str]:
    """The ids by which a link leads to a heading: its own, of an element in it, of the sections it begins."""
    names = {each.get("id") or each.get("name") or "" for each in heading.iter()}
    for above in heading.iterancestors():
        if above.tag in _OUTSIDE or not _begins_with(above, heading):
            break
        names.add(above.get("id") or "")
    return names - {""}


def _fragments(body: Element) -> set[str]:
    hrefs = (link.get("href") or "" for link in body.iter("a"))
    return {name for href in hrefs if href.startswith("#") for name in (href[1:], unquote(href[1:])) if name}


def _begins_with(element: Element, heading: Element) -> bool:
    first = next((leaf for leaf in leaves(element) if words_of(leaf)), None)
    return first is not None and (first is heading or heading in first.iterancestors() or first in heading.iter())


def _section(heading: Element, body: Element) -> Element:
    """The outermost element that begins with a heading, in the body or beside it; the heading, if there is none."""
    section = heading
    for above in heading.iterancestors():
        if above is body or above.tag in _OUTSIDE or body in above.iterdescendants():
            break
        if not _begins_with(above, heading):
            break
        section = above
    return section


def _up_to(heading: Element, body: Element) -> Iterable[Element]:
    yield heading
    for above in heading.iterancestors():
        if above is body:
            return
        yield above


def _is_behind(heading: Element, body: Element) -> bool:
    """Whether a heading comes after the body on the page."""
    path = [body, *body.iterancestors()]
    for above in (heading, *heading.iterancestors()):
        parent = above.getparent()
        if parent is not None and parent in path:
            own = path[path.index(parent) - 1]
            children = list(parent)
            return parent is not body and children.index(above) > children.index(own)
    return False


def _with_what_follows(heading: Element, body: Element, furniture: Collection[Element]) -> list[Element]:
    """The section; of a heading that is beside its list the heading and what follows, up to the next one."""
    section = _section(heading, body)
    if section is not heading:
        return [section]
    pieces = [heading]
    for sibling in heading.itersiblings():
        if sibling.tag in HEADINGS or sibling in furniture or not isinstance(sibling.tag, str):
            break
        if any(True for _ in sibling.iter(*HEADINGS)) or sibling.tag in ("footer", "script", "style", "hr"):
            break
        pieces.append(sibling)
    return pieces if len(pieces) > 1 else []


def _take_out(piece: Element, furniture: dict[Element, str]) -> None:
    furniture.pop(piece, None)
    for each in [each for each in furniture if piece in each.iterancestors()]:
        if each.getparent() is not None:
            each.drop_tree()
        del furniture[each]
    take_out(piece)
