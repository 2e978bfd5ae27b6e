"""How well suggestions find what authors list, against simpler ways to choose; and what 10,000 articles cost.

    python benchmarks/related_reading.py CORPUS...          folders of articles with `related` and `translation_key`
    python benchmarks/related_reading.py CORPUS --scale N   the corpus repeated to N articles, as one archive
    python benchmarks/related_reading.py CORPUS --meaning   also by meaning, with the extra `semantic`
    python benchmarks/related_reading.py CORPUS --across FROM TO   articles in one language for those in another one

The authors' lists are hidden, and what names the answer is removed from the texts: links with their labels and
addresses, definitions of links, and the numbers of newsletters.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from math import sqrt
from pathlib import Path
from statistics import fmean

from archivist.articles import read_folder
from archivist.cache import Store
from archivist.model.articles import Article
from archivist.model.volumes import Volume
from archivist.settings.config import parse
from archivist.suggestion import SuggestedReading
from archivist.suggestion.near_in_meaning import NearInMeaning
from archivist.suggestion.neighbours import Neighbours
from archivist.volumes import gather

_AT = 5
_HALVES = 13  # seed by which the articles are divided: constants were chosen by the first half
_CHANCE = 1  # seed of the baseline that guesses
_NAMES_THE_ANSWER = (
    (re.compile(r"^\[[^\]]+\]: .*$", re.MULTILINE), ""),
    (re.compile(r"\[([^\]]*)\](?:\[[^\]]*\]|\([^)]*\))"), r"\1"),
    (re.compile(r"\{%.*?%\}|\{\{.*?\}\}|https?://\S+"), ""),
    (re.compile(r"newsletters?\s+#?\d+", re.IGNORECASE), ""),
)

Ranking = Callable[[str], Sequence[str]]  # keys, the nearest first


@dataclass(frozen=True, slots=True)
class Corpus:
    """Works in one language, with what their authors list."""

    name: str
    volumes: Sequence[Volume]
    lists: Mapping[str, frozenset[str]]  # of the works of which the corpus has at least one that is listed
    before: Mapping[str, Sequence[str]]  # of each work: those of its volume and earlier ones, in order of dates
    days: Mapping[str, int]


def read_corpus(folder: Path, language: str) -> Corpus:
    """The articles of a folder in a language, in monthly volumes."""
    found, _ = read_folder(folder)
    articles = [article for article in found if article.language == language]
    hidden = [replace(each, related=(), text=_without_answers(each.text)) for each in articles]
    volumes = gather(hidden, parse({"editions": {"languages": [language]}}))
    days = {work.key: work.date.toordinal() for volume in volumes for work in volume.works}
    lists = {each.key: frozenset(link.target for link in each.related) & set(days) - {each.key} for each in articles}
    before: dict[str, Sequence[str]] = {}
    so_far: list[str] = []
    for volume in volumes:
        so_far += [work.key for work in volume.works]
        before |= {work.key: tuple(key for key in so_far if key != work.key) for work in volume.works}
    name = f"{folder.name} {language}"
    return Corpus(name, volumes, {key: keys for key, keys in lists.items() if keys}, before, days)


def _without_answers(text: str) -> str:
    for pattern, instead in _NAMES_THE_ANSWER:
        text = pattern.sub(instead, text)
    return text


# ---------------------------------------------------------------- ways to choose


def rankings(corpus: Corpus, *, meaning: bool = False) -> Iterator[tuple[str, Ranking]]:
    """Each way to choose, among the works of the same and of earlier volumes, and among all."""
    if meaning:
        yield from rankings_by_meaning(corpus)
        return
    every = {key: tuple(other for other in corpus.days if other != key) for key in corpus.days}
    neighbours = Neighbours(corpus.volumes)

    def found(candidates: Mapping[str, Sequence[str]], key: str) -> Sequence[str]:
        return [each.key for each in neighbours.nearest(key, candidates[key])]

    def alike(candidates: Mapping[str, Sequence[str]], key: str) -> Sequence[str]:
        near = neighbours.nearest(key, candidates[key])
        return [each.key for each in sorted(near, key=lambda each: (-each.likeness, each.key))]

    def both_ways(candidates: Mapping[str, Sequence[str]], key: str) -> Sequence[str]:
        near = neighbours.nearest(key, candidates[key])
        return [
            each.key for each in sorted(near, key=lambda each: (-each.likeness / sqrt(1 + each.days / 60), each.key))
        ]

    for name, candidates in (("not later", corpus.before), ("all", every)):
        yield f"archivist, {name}", partial(found, candidates)
        yield f"archivist, later volumes alike, {name}", partial(both_ways, candidates)
        yield f"archivist without dates, {name}", partial(alike, candidates)
        yield f"nearest in date, {name}", partial(_nearest_in_date, corpus, candidates)
        yield f"newest first, {name}", partial(_newest, corpus, candidates)
        yield f"chance, {name}", partial(_chance, candidates)


def rankings_by_meaning(corpus: Corpus) -> Iterator[tuple[str, Ranking]]:
    """What the extra `semantic` adds to what shares words, among the works of the same and of earlier volumes."""
    settings = parse({"related": {"semantic": True}})
    reading = SuggestedReading(corpus.volumes, settings, None)

    def suggested(key: str) -> Sequence[str]:
        return [each.key for each in reading.above_threshold(key, frozenset(corpus.before[key]))]

    def by_words(key: str) -> Sequence[str]:
        found = reading.neighbours.nearest(key, corpus.before[key], settings.related.threshold)
        return [each.key for each in found]

    def by_meaning(key: str) -> Sequence[str]:
        return [each.key for each in reading.in_meaning.nearest(key, frozenset(corpus.before[key]), 0)]

    yield "words, from the threshold", by_words
    yield "words, then meaning, from the thresholds", suggested
    yield "meaning alone", by_meaning


def _nearest_in_date(corpus: Corpus, candidates: Mapping[str, Sequence[str]], key: str) -> Sequence[str]:
    return sorted(candidates[key], key=lambda other: (abs(corpus.days[other] - corpus.days[key]), other))


def _newest(corpus: Corpus, candidates: Mapping[str, Sequence[str]], key: str) -> Sequence[str]:
    return sorted(candidates[key], key=lambda other: (-corpus.days[other], other))


def _chance(candidates: Mapping[str, Sequence[str]], key: str) -> Sequence[str]:
    keys = sorted(candidates[key])
    random.Random(f"{_CHANCE} {key}").shuffle(keys)
    return keys


# ---------------------------------------------------------------- figures


def recall(corpus: Corpus, ranking: Ranking, keys: Iterable[str]) -> float:
    """The share of an author's list among the first five, on average over the works."""
    shares = (len(corpus.lists[key] & set(ranking(key)[:_AT])) / len(corpus.lists[key]) for key in keys)
    return fmean(shares)


def reciprocal_rank(corpus: Corpus, ranking: Ranking, keys: Iterable[str]) -> float:
    """1 / the place of the first work that the author lists too, on average over the works."""
    places = (next((at for at, each in enumerate(ranking(key), 1) if each in corpus.lists[key]), 0) for key in keys)
    return fmean(1 / place if place else 0 for place in places)


def halves(corpus: Corpus) -> tuple[Sequence[str], Sequence[str]]:
    """The works with lists, divided by chance: by the first half constants were chosen."""
    keys = sorted(corpus.lists, key=lambda key: (corpus.days[key], key))
    random.Random(_HALVES).shuffle(keys)
    return keys[: len(keys) // 2], keys[len(keys) // 2 :]


def print_recall(corpus: Corpus, *, meaning: bool = False) -> None:
    """The table of one corpus."""
    first, second = halves(corpus)
    print(f"\n{corpus.name}: {len(corpus.days)} works, {len(corpus.lists)} with a list; seeds {_HALVES}, {_CHANCE}\n")
    print(f"| method | recall at {_AT} | first half | second half | MRR |\n| --- | --- | --- | --- | --- |")
    for name, ranking in rankings(corpus, meaning=meaning):
        figures = (
            recall(corpus, ranking, corpus.lists),
            recall(corpus, ranking, first),
            recall(corpus, ranking, second),
            reciprocal_rank(corpus, ranking, corpus.lists),
        )
        print(f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |", flush=True)


def print_thresholds(corpora: Sequence[Corpus]) -> None:
    """How many pairs pass a threshold: pairs of one corpus, and pairs of two that have no subject in common."""
    joined = gather(
        [
            replace(article, key=f"{corpus.name}/{work.key}", path=f"{corpus.name}/{article.path}")
            for corpus in corpora
            for volume in corpus.volumes
            for work in volume.works
            for article in work.articles
        ],
        parse({}),
    )
    neighbours = Neighbours(joined)
    keys = sorted(work.key for volume in joined for work in volume.works)
    # Of the two scores of a pair the greater one, which the later work has for the earlier.
    near = sorted(((each.score, key, each.key), each) for key in keys for each in neighbours.nearest(key, keys))
    scores = {(min(key, each.key), max(key, each.key)): each for (_, key, _), each in near}
    print("\n| pairs | number | score from 0.005 | 0.01 | 0.02 | on one day, from 0.01 |\n" + "| --- " * 6 + "|")
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for pair in combinations(keys, 2):
        groups.setdefault((pair[0].split("/")[0], pair[1].split("/")[0]), []).append(pair)
    for (one, other), pairs in groups.items():
        found = [scores[pair] for pair in pairs if pair in scores]
        shares = [sum(each.score >= least for each in found) / len(pairs) for least in (0.005, 0.01, 0.02)]
        same_day = sum(each.likeness >= 0.01 for each in found) / len(pairs)
        figures = " | ".join(f"{share:.2%}" for share in (*shares, same_day))
        print(f"| {one} and {other} | {len(pairs)} | {figures} |")


# ---------------------------------------------------------------- across languages


def print_across(folder: Path, one: str, other: str) -> None:
    """How works in one language are found for those in another one, as if none had a translation."""
    found, _ = read_folder(folder)
    days = {each.key: each.date.toordinal() for each in found}
    with tempfile.TemporaryDirectory() as vectors:
        near = dict(_near_across([each for each in found if each.language in (one, other)], one, Store(Path(vectors))))
    translated = [key for key in near if any(each.key == key and each.language == other for each in found)]
    first = sum(next(iter(near[key])) == key for key in translated)
    print(f"\n{folder.name}, {one} to {other}: of {len(translated)} works with a translation {first} have it first")
    scores = {key: {each: score for each, score in near[key].items() if each != key} for key in near}
    every = {each for of_one in scores.values() for each in of_one}
    listed = {each.key: {link.target for link in each.related} & every - {each.key} for each in found if each.related}
    lists = {key: frozenset(listed[key]) for key in scores if listed.get(key)}
    ways: Mapping[str, Ranking] = {
        "by meaning": lambda key: list(scores[key]),
        "nearest in date": lambda key: sorted(scores[key], key=lambda each: (abs(days[each] - days[key]), each)),
        "by chance": lambda key: _chance({key: list(scores[key])}, key),
    }
    for name, ranking in ways.items():
        shares = [len(lists[key] & set(ranking(key)[:_AT])) / len(lists[key]) for key in lists]
        print(f"recall at {_AT} of {len(lists)} lists, {name}: {fmean(shares):.3f}")
    least = parse({}).related.semantic_threshold
    above = [(key, each) for key in lists for each, score in list(scores[key].items())[:_AT] if score >= least]
    print(f"from {least}: {len(above)} suggested, {sum(each in lists[key] for key, each in above)} of them listed")


def _near_across(found: Sequence[Article], one: str, store: Store) -> Iterator[tuple[str, Mapping[str, float]]]:
    """For each work in the one language the articles in the other, with scores, the nearest first.

    All are of one day, so that days do not count. The others have keys of their own, so that none is a translation.
    """
    day = min(each.date for each in found)
    texts = [
        replace(each, date=day, related=(), key=each.key if each.language == one else f"{each.key}/other")
        for each in found
    ]
    languages = sorted({each.language for each in texts})
    near = NearInMeaning(gather(texts, parse({"editions": {"languages": languages}})), store)
    others = {each.key for each in texts if each.language != one}
    for each in texts:
        if each.language == one:
            neighbours = near.nearest(each.key, others, 0)
            yield each.key, {found.key.removesuffix("/other"): found.score for found in neighbours}


# ---------------------------------------------------------------- many articles


def write_large(folder: Path, source: Path, count: int) -> None:
    """An archive of so many articles: a corpus again and again, each time without a third of its paragraphs."""
    files = sorted(source.glob("*/*.md"))
    chance = random.Random(1)
    (folder / "articles").mkdir(parents=True)
    for number in range(count):
        file = files[number % len(files)]
        head, text = re.split(r"\n---\n", file.read_text("utf-8"), maxsplit=1)
        head = re.sub(r"^(translation_key: \S+)$", rf"\1-{number // len(files)}", head, flags=re.MULTILINE)
        paragraphs = [each for each in text.split("\n\n") if chance.random() > 0.33]
        name = f"{file.stem}-{number // len(files)}.{file.parent.name}.md"
        (folder / "articles" / name).write_text(f"{head}\n---\n" + "\n\n".join(paragraphs), "utf-8")
    languages = sorted({file.parent.name for file in files})
    settings = f"[editions]\nlanguages = {json.dumps(languages)}\n"
    (folder / "archivist.toml").write_text(settings, "utf-8")


_SUGGEST_ALL = """
import resource, sys, time
from pathlib import Path
from archivist.archive import open_archive
from archivist.cache import Store
from archivist.planning import plan
from archivist.suggestion import SuggestedReading
archive = open_archive(Path(sys.argv[1]))
def spent():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
planned = plan(archive)
before = spent()
reading = SuggestedReading(planned.volumes, archive.config, Store(archive.cache))
found = [near for edition in planned.editions for near in reading.nearest(edition).values()]
after = spent()
print(f"{len(planned.articles)} articles, {sum(map(bool, found))} of {len(found)} with suggestions: "
      f"reading {before[0]:.1f} s, suggestions {after[0] - before[0]:.1f} s of processor time; "
      f"peak {before[1]} MB after reading, {after[1]} MB in all")
"""


def print_scale(source: Path, count: int) -> None:
    """Processor time and memory of suggestions for every edition of a large archive: cold, then with the cache."""
    with tempfile.TemporaryDirectory() as folder:
        write_large(Path(folder), source, count)
        for state in ("nothing kept", "nothing to do"):
            print(f"{state}:", flush=True)
            subprocess.run([sys.executable, "-c", _SUGGEST_ALL, folder], check=True)
        edited = next(iter(sorted((Path(folder) / "articles").glob("*.md"))))
        edited.write_text(edited.read_text("utf-8") + "\n\nOne more paragraph.\n", "utf-8")
        print("one article edited:", flush=True)
        subprocess.run([sys.executable, "-c", _SUGGEST_ALL, folder], check=True)
    print(f"peak of all: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    parser.add_argument("--language", action="append", help="only these languages; English if none is named")
    parser.add_argument("--pairs", action="store_true", help="how many pairs of the corpora pass a threshold")
    parser.add_argument("--scale", type=int, default=0, metavar="N", help="repeat the first corpus to N articles")
    parser.add_argument("--meaning", action="store_true", help="the extra `semantic`: words, then meaning")
    parser.add_argument("--across", nargs=2, metavar=("FROM", "TO"), help="from one language to another, by meaning")
    options = parser.parse_args()
    if options.across:
        for folder in options.corpora:
            print_across(folder, *options.across)
        return
    if options.scale:
        print_scale(options.corpora[0], options.scale)
        return
    corpora = [read_corpus(folder, tag) for folder in options.corpora for tag in options.language or ["en"]]
    if options.pairs:
        print_thresholds(corpora)
        return
    for corpus in corpora:
        if corpus.lists:
            print_recall(corpus, meaning=options.meaning)


if __name__ == "__main__":
    main()
