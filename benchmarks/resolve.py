"""How long it takes to join entities, and how that grows.

    nice python -m benchmarks.resolve 1000 10000 100000

Makes up articles that name people and bodies as skewed as news does (Zipf): a few in every
other article, most in one; each written now in full, now with an initial or nickname, now by
surname or acronym.  Prints one line a size: seconds, seconds a thousand articles, peak memory,
entities found, and how many of the people made up were split or thrown together.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import defaultdict

from graphkit.model import Document, Extraction, LocalEntity, Mention, Span
from graphkit.resolve.entities import join_entities
from graphkit.text.lexicon import first_names

_SYLLABLES = (
    "ba ber bo dal den dor fen ga gran hal ken lor mar nel or pen quin ros sel tor ven wil".split()
)
#: Names in one made-up article.
_IN_ARTICLE = 12


def _people(number: int, rng: random.Random) -> list[tuple[str, str]]:
    """Different (first, last) names; about two people share each surname."""
    first = sorted(n.title() for n in first_names() if len(n) > 3)
    last = ["".join(rng.choices(_SYLLABLES, k=3)).title() for _ in range(number // 2 + 1)]
    return sorted({(rng.choice(first), rng.choice(last)) for _ in range(number)})


def _article(
    index: int, people: list[tuple[str, str]], weights: list[float], rng: random.Random
) -> Extraction:
    """One article, and in each local key the index of the person who was meant."""
    text, entities, seen = "", [], set()
    for who in rng.choices(range(len(people)), weights, k=_IN_ARTICLE):
        if who in seen:
            continue
        seen.add(who)
        first, last = people[who]
        name = rng.choices((f"{first} {last}", f"{first} Q. {last}", last), (85, 10, 5))[0]
        span = Span(len(text), len(text) + len(name))
        text += name + ". "
        mention = Mention(span, name, "Person")
        entities.append(LocalEntity(f"person:{who}", name, "Person", (mention,)))
    doc = f"{index:07d}.txt"
    return Extraction(Document(doc, doc, text), tuple(entities))


def measure(articles: int) -> str:
    """One line for a corpus of so many articles."""
    rng = random.Random(articles)
    people = _people(max(50, articles), rng)
    weights = [1 / (rank + 3) for rank in range(len(people))]
    made = tuple(_article(i, people, weights, rng) for i in range(articles))
    start = time.perf_counter()
    entities, entity_of, _ = join_entities(made)
    seconds = time.perf_counter() - start
    nodes: dict[str, set[str]] = defaultdict(set)
    meant: dict[str, set[str]] = defaultdict(set)
    full = {(x.document.id, e.key) for x in made for e in x.entities if " " in e.name}
    for member, ident in entity_of.items():
        if member in full:
            nodes[member[1]].add(ident)
            meant[ident].add(member[1])
    split = sum(len(ids) > 1 for ids in nodes.values())
    mixed = sum(len(who) > 1 for who in meant.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{articles:>8,} articles  {len(entity_of):>9,} names  {seconds:7.2f} s"
        f"  {1000 * seconds / articles:6.3f} s/1,000  {memory:7.0f} MB"
        f"  {len(entities):>8,} entities  {split} split  {mixed} mixed of {len(nodes):,}"
    )


def main() -> None:
    """Measure each size given on the command line."""
    for size in sys.argv[1:] or ["1000", "10000"]:
        print(measure(int(size)))


if __name__ == "__main__":
    main()
