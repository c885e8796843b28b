"""All articles of a site: in order of date, by topic, and which belong together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from proofpress.site.article import Article
from proofpress.site.tags import Tags, key


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag with its articles, newest first; `slug` is its anchor on the topics page."""

    name: str
    slug: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A short list beside a page: a topic's articles as title, address, whether it is the page's own, and language, or
    topics as name, slug and number of articles."""

    name: str = ""
    slug: str = ""
    articles: tuple[tuple[str, str, bool, str], ...] = ()
    links: tuple[tuple[str, str, int], ...] = ()


SHELF = 8
"""Entries on a shelf at most."""


TOGETHER, UNDER_ONE_TOPIC = 0.1, 0.07
"""How alike two articles are at least (the cosine of their terms): words of one genre, such as 场景 or results, make
up to 0.09."""


class Catalogue:
    """`articles` from the newest to the oldest; those whose day has not come on `today` stand behind them, and those
    without a date last, by title. `tags` says which are one topic."""

    def __init__(self, articles: Iterable[Article], tags: Tags | None = None, today: str = "") -> None:
        self.tags = tags or Tags()
        self.today = today
        by_name = sorted(articles, key=lambda a: (a.title, a.url))
        dated = sorted(by_name, key=lambda a: a.date, reverse=True)
        self.articles = tuple(sorted(dated, key=lambda a: 2 if not a.date else 1 if self.lies_ahead(a) else 0))
        self._at = {article.path: index for index, article in enumerate(self.articles)}

    def lies_ahead(self, article: Article) -> bool:
        """Whether the day of an article has not come."""
        return bool(self.today) and article.day > self.today

    def find(self, path: str) -> Article | None:
        """The article of a file below the docs folder."""
        index = self._at.get(path)
        return None if index is None else self.articles[index]

    def neighbours(self, path: str) -> tuple[Article | None, Article | None]:
        """The article before (older) and the one after (newer)."""
        index = self._at.get(path)
        if index is None:
            return None, None
        older = self.articles[index + 1] if index + 1 < len(self.articles) else None
        return older, self.articles[index - 1] if index else None

    @cached_property
    def years(self) -> tuple[tuple[str, tuple[Article, ...]], ...]:
        """Articles by year, newest first; the year of undated ones is ""."""
        found: dict[str, list[Article]] = {}
        for article in self.articles:
            found.setdefault(article.date[:4], []).append(article)
        return tuple((year, tuple(listed)) for year, listed in found.items())

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Tags, those with the most articles first; a topic is named as most of its articles spell it."""
        listed: defaultdict[str, list[Article]] = defaultdict(list)
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for article in self.articles:
            names = [name for tag in article.tags if (name := self.tags.name(tag))]
            for each in dict.fromkeys(map(key, names)):
                listed[each].append(article)
            for name in names:
                spellings[key(name)][name] += 1
        made = [
            Topic(min(spellings[k], key=lambda s: (-spellings[k][s], s)), self.tags.slug(k), tuple(a))
            for k, a in listed.items()
        ]
        return tuple(sorted(made, key=lambda t: (-len(t.articles), t.name.casefold())))

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {key(topic.name): topic.name for topic in self.topics}

    def spelled(self, tag: str) -> str:
        """A tag as its topic is spelled, or as it is where no article has it."""
        return self._spellings.get(key(tag), tag)

    @cached_property
    def shared_topics(self) -> tuple[Topic, ...]:
        """Topics that more than one article has: those that lead from one to another."""
        return tuple(topic for topic in self.topics if len(topic.articles) > 1)

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """Where each shared topic stands, by its key."""
        return {key(topic.name): rank for rank, topic in enumerate(self.shared_topics)}

    def topics_of(self, article: Article) -> tuple[Topic, ...]:
        """The topics that an article shares with others, the most special first."""
        keys = {key(name) for tag in article.tags if (name := self.tags.name(tag))}
        ranks = sorted((self._ranks[each] for each in keys if each in self._ranks), reverse=True)
        return tuple(self.shared_topics[rank] for rank in ranks)

    def shelf(self, article: Article | None) -> Shelf:
        """What stands beside an article: its neighbours in the most special of its topics, or the newest;
        else the topics."""
        if article is None:
            return Shelf(links=tuple((t.name, t.slug, len(t.articles)) for t in self.shared_topics[:SHELF]))
        topic = next(iter(self.topics_of(article)), None)
        beside = topic.articles if topic else self.articles
        at = next((index for index, other in enumerate(beside) if other.path == article.path), 0) if topic else 0
        start = max(0, min(at - SHELF // 2, len(beside) - SHELF))
        listed = tuple(
            (other.title, other.url, other.path == article.path, other.language)
            for other in beside[start : start + SHELF]
        )
        return Shelf(topic.name if topic else "", topic.slug if topic else "", articles=listed)

    def related(self, path: str, count: int = 3) -> tuple[Article, ...]:
        """The articles that share the rarest tags and terms with this one, best first."""
        index = self._at.get(path)
        if index is None:
            return ()
        weights, postings = self._terms
        scores: defaultdict[int, float] = defaultdict(float)
        for term, weight in weights[index].items():
            for other in postings[term]:
                if other != index:
                    scores[other] += weight * weights[other][term]
        own = {term for term in weights[index] if term[0] == "#"}
        least = {other: TOGETHER if own.isdisjoint(weights[other]) else UNDER_ONE_TOPIC for other in scores}
        best = sorted((i for i in scores if scores[i] >= least[i]), key=lambda i: (-round(scores[i], 9), i))
        return tuple(self.articles[i] for i in best[:count])

    @cached_property
    def _terms(self) -> tuple[list[dict[str, float]], dict[str, list[int]]]:
        """Each article's terms as a vector of length 1 (tf-idf), and who has a term; terms that many have say nothing.
        How rare a word is, the articles of the same language say: few among many others share its small words."""
        total = len(self.articles)
        tags = [{key(name) for tag in a.tags if (name := self.tags.name(tag))} for a in self.articles]
        bags = [{**{f"#{t}": 12 for t in own}, **a.terms} for own, a in zip(tags, self.articles, strict=True)]
        spread = Counter(term for bag in bags for term in bag)
        most = max(24, math.isqrt(total))
        tongues = [article.language.partition("-")[0].lower() for article in self.articles]
        spoken = Counter(tongues)
        said = Counter((tongue, term) for tongue, bag in zip(tongues, bags, strict=True) for term in bag)
        vectors: list[dict[str, float]] = []
        postings: dict[str, list[int]] = {}
        for index, (tongue, bag) in enumerate(zip(tongues, bags, strict=True)):
            raw = {
                t: (1 + math.log(n))
                * math.log(
                    (1 + total) / spread[t]
                    if t[0] == "#"
                    else (spoken[tongue] + spoken[tongue] / total) / said[tongue, t]
                )
                for t, n in bag.items()
                if spread[t] <= most
            }
            # What an article says alone counts: two that share a few words of many are not about one thing.
            length = math.sqrt(sum(w * w for w in raw.values())) or 1.0
            shared = {term: weight for term, weight in raw.items() if weight and spread[term] > 1}
            vectors.append({term: weight / length for term, weight in shared.items()})
            for term in vectors[-1]:
                postings.setdefault(term, []).append(index)
        return vectors, postings
