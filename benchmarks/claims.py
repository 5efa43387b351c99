"""How long it takes to join claims, and how that grows.

    nice python -m benchmarks.claims 1000 10000 100000

Makes up statements with a vocabulary as skewed as that of news (Zipf), by speakers some of whom
speak very often; three in ten repeat an earlier statement whole, cut, mistyped or by nobody in
particular.  Prints one line a size: seconds, peak memory, claims found, and the errors against
what is known from the making.
"""

from __future__ import annotations

import random
import resource
import sys
import time

from graphkit.model import Attribution, Document, Extraction, LocalEntity, Mention, Span
from graphkit.resolve.claims import join_claims

_LETTERS = "bcdfghklmnprstvz"
_VOWELS = "aeiou"
#: Statements in one made-up article.
_IN_ARTICLE = 8


def _vocabulary(size: int, rng: random.Random) -> tuple[list[str], list[float]]:
    words: dict[str, None] = {}
    while len(words) < size:
        syllables = rng.randint(1, 4)
        word = "".join(rng.choice(_LETTERS) + rng.choice(_VOWELS) for _ in range(syllables))
        words[word + rng.choice(("", "n", "r", "st", "ck"))] = None
    return list(words), [1 / (rank + 3) for rank in range(size)]


def _changed(words: list[str], rng: random.Random) -> list[str]:
    """The words cut at either end, or with one typing error, or whole."""
    way = rng.randrange(3)
    if way == 0:
        start = rng.randrange(max(1, len(words) // 3))
        return words[start : start + max(8, len(words) * 2 // 3)]
    if way == 1:
        at = rng.randrange(len(words))
        return [*words[:at], words[at][::-1] + "x", *words[at + 1 :]]
    return words


def make(size: int, seed: int = 7) -> tuple[tuple[Extraction, ...], list[int]]:
    """Extractions with ``size`` statements in all, and which one each repeats (itself if none)."""
    rng = random.Random(seed)
    vocabulary, weights = _vocabulary(30_000, rng)
    speakers = [f"Speaker {n}" for n in range(max(20, size // 20))]
    often = [1 / (rank + 5) for rank in range(len(speakers))]
    # all words at once: a draw with 30,000 weights each time would take longer than the joining
    stream = iter(rng.choices(vocabulary, weights, k=size * 32))
    who = rng.choices(range(len(speakers)), often, k=size)
    said: list[tuple[int, list[str], int]] = []
    for number in range(size):
        if said and rng.random() < 0.3:
            first = rng.randrange(len(said))
            speaker, words, origin = said[first]
            named = -1 if rng.random() < 0.1 else speaker
            said.append((named if len(words) > 12 else speaker, _changed(words, rng), origin))
        else:
            words = [next(stream) for _ in range(rng.randint(8, 28))]
            said.append((who[number], words, number))
    extractions = []
    for low in range(0, size, _IN_ARTICLE):
        extractions.append(_article(low, said[low : low + _IN_ARTICLE], speakers))
    return tuple(extractions), [origin for _, _, origin in said]


def _article(
    number: int, said: list[tuple[int, list[str], int]], speakers: list[str]
) -> Extraction:
    text, attributions, people = "", [], {}
    for speaker, words, _ in said:
        start = len(text)
        text += " ".join(words)
        content = Span(start, len(text))
        text += " he said.\n"
        key = speakers[speaker] if speaker >= 0 else None
        if key:
            mention = Mention(Span(content.end + 1, content.end + 3), key, "Person")
            people[key] = LocalEntity(key, key, "Person", (mention,))
        attributions.append(Attribution((), (), (content,), "direct", 0.9, "made", speaker=key))
    day = f"2024-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
    document = Document(f"{number:09}", "", text, published=day)
    return Extraction(document, tuple(people.values()), attributions=tuple(attributions))


def measure(size: int) -> str:
    """Join that many statements; one line of figures."""
    extractions, origin = make(size)
    entity_of = {(e.document.id, p.key): f"person:{p.key}" for e in extractions for p in e.entities}
    start = time.perf_counter()
    claims, claim_of, _ = join_claims(extractions, entity_of, {})
    seconds = time.perf_counter() - start
    order = [(e.document.id, i) for e in extractions for i in range(len(e.attributions))]
    place = {member: number for number, member in enumerate(order)}
    repeats = [(n, o) for n, o in enumerate(origin) if n != o]
    kept = sum(claim_of.get(order[n]) == claim_of.get(order[o]) for n, o in repeats)
    mixed = sum(len({origin[place[m]] for m in claim.members}) > 1 for claim in claims)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{size:>9,} {seconds:>9.1f} s {seconds / size * 1e3:>7.2f} ms each {peak:>7.0f} MB peak "
        f"{len(claims):>8,} claims  {kept / max(1, len(repeats)):.3f} of repeats joined  "
        f"{mixed} claims mixed"
    )


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["1000", "10000", "100000"]:
        sys.stdout.write(measure(int(argument)) + "\n")
        sys.stdout.flush()
