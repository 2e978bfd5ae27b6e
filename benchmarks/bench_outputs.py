"""What is in a finished PDF or EPUB: pages, words, numbers of lists, read by PDFium and lxml."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from bench_articles import Expected, words_of
from lxml import etree

_XHTML = "{http://www.w3.org/1999/xhtml}"
_DIVISION = re.compile(r"[\u00ad\x02\ufffe]\s*|[\u2010-]\s*[\r\n]+\s*")  # of a word at the end of a line
_NUMBER = re.compile(r"(?<![\d.])(\d{1,9})[.)](?!\w)")
_PART, _DIVISIBLE = 1, 4  # letters: of a part of a divided word at least, of the word
_INLINE = frozenset({"a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup"})


@dataclass(frozen=True, slots=True)
class Output:
    """What was found in the files of one program."""

    pages: int  # 0 in an EPUB
    size: int  # bytes
    words_lost: int
    numbers_wrong: int


def inspect(files: Sequence[Path], wanted: Expected) -> Output:
    """Compare the files of a program, together, with what must be in them."""
    pages, words, numbers = 0, Counter[str](), Counter[int]()
    for file in files:
        texts = list(_pdf_texts(file) if file.suffix == ".pdf" else _epub_texts(file))
        pages += len(texts) if file.suffix == ".pdf" else 0
        words.update(words_of(_DIVISION.sub("", "\n".join(texts))))
        numbers.update(_pdf_numbers(texts) if file.suffix == ".pdf" else _epub_numbers(file))
    size = sum(file.stat().st_size for file in files)
    return Output(pages, size, _lost(wanted.words, words), (wanted.numbers - numbers).total())


def _lost(wanted: Counter[str], found: Counter[str]) -> int:
    """How many words are not there.

    A word that a line or a page divides is not lost: its two parts begin or end what is there and was not expected.
    Neither are two words that a file gives as one.
    """
    missing, surplus = wanted - found, found - wanted
    for word, number in surplus.items():
        for at in range(1, len(word)):
            parts = Counter({word[:at]: number, word[at:]: number})
            if parts & missing and parts.keys() <= wanted.keys():
                missing -= parts
                break
    ends = {word[:at] for word in surplus for at in range(_PART, len(word) + 1)}
    ends |= {word[at:] for word in surplus for at in range(len(word) - _PART + 1)}
    return sum(number for word, number in missing.items() if not _is_divided(word, ends))


def _is_divided(word: str, ends: set[str]) -> bool:
    return len(word) >= _DIVISIBLE and any(
        word[:at] in ends and word[at:] in ends for at in range(_PART, len(word) - _PART + 1)
    )


def _pdf_texts(file: Path) -> Iterator[str]:
    pdf = pypdfium2.PdfDocument(file)
    for page in pdf:
        yield page.get_textpage().get_text_bounded()
    pdf.close()


def _pdf_numbers(texts: Sequence[str]) -> Iterator[int]:
    return (int(found) for text in texts for found in _NUMBER.findall(text))


def _pages_of(file: Path) -> Iterator[etree._Element]:
    with zipfile.ZipFile(file) as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                parser = etree.XMLParser(recover=True)  # other programs copy markup that is not well-formed
                yield from etree.fromstring(book.read(name), parser).iter(f"{_XHTML}body")


def _epub_texts(file: Path) -> Iterator[str]:
    for body in _pages_of(file):
        yield "".join(_pieces(body))


def _pieces(element: etree._Element) -> Iterator[str]:
    name = element.tag.removeprefix(_XHTML) if isinstance(element.tag, str) else "span"
    gap = "" if name in _INLINE else " "
    yield gap + (element.text or "" if isinstance(element.tag, str) else "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield gap


def _epub_numbers(file: Path) -> Iterator[int]:
    for body in _pages_of(file):
        for found in body.iter(f"{_XHTML}ol"):
            number = int(found.get("start", 1))
            for item in found.iterchildren(f"{_XHTML}li"):
                number = int(item.get("value", number))
                yield number
                number += 1
