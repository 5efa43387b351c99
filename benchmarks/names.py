"""Who is who over a corpus: names that several bear, names that are none, names told by one word.

    nice python -m benchmarks.names polnear/train/text --keep /tmp/names.pickle

Reads every text (some ten minutes for 840; ``--keep`` keeps what was found for the next time) and
prints

- how many people go by one word that another node goes by as well, and the nodes left open;
- how many people of the corpus are on the list of names that were read and are nobody's
  (``labels/no_people.txt``);
- what becomes of a full name that is hidden: in every seventh article that calls somebody by a
  bare surname which others bear too, all of the name but that surname is taken away, and it is
  counted how often it comes back to the same person, is left open, or goes to another;
- with ``--top N`` the N most mentioned of each type, to be read.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, get_args

from graphkit.errors import refuse
from graphkit.extractors import attributed
from graphkit.language import analyse
from graphkit.model import Entity, EntityType, Extraction, LocalEntity
from graphkit.readers import read
from graphkit.resolve.entities import join_entities
from graphkit.settings import Settings
from graphkit.text.lexicon import fold
from graphkit.text.names import parse_person

LABELS: Final = Path(__file__).parent / "labels" / "no_people.txt"
#: Of how many articles one has a name hidden.
_EVERY: Final = 7

Member = tuple[str, str]


def extractions(texts: Path, keep: Path | None) -> tuple[Extraction, ...]:
    """The people, bodies and statements of all texts, from ``keep`` if it is there."""
    if keep and keep.exists():
        found: tuple[Extraction, ...] = pickle.loads(keep.read_bytes())
        return found
    documents = read(sorted(texts.glob("*.txt")), refuse)
    found = tuple(attributed(analysis) for analysis in analyse(documents, Settings()))
    if keep:
        keep.write_bytes(pickle.dumps(found))
    return found


def word_of(entity: Entity) -> str:
    """The one word that an entity goes by, folded; "" where it goes by more."""
    name = entity.name.split(":")[0]
    return fold(name) if " " not in name.strip() and not name.startswith("@") else ""


def shared_words(entities: Sequence[Entity]) -> list[Entity]:
    """People of one word that another node goes by as well."""
    people = [entity for entity in entities if entity.type == "Person"]
    times = Counter(word_of(entity) for entity in people)
    return [entity for entity in people if word_of(entity) and times[word_of(entity)] > 1]


def nobodies(entities: Sequence[Entity]) -> list[str]:
    """Names of people that are on the list of names which are nobody's."""
    known = {line for line in LABELS.read_text("utf-8").splitlines() if line[:1] not in ("#", "")}
    return sorted({e.name for e in entities if e.type == "Person"} & known)


def _bare(one: LocalEntity) -> str:
    """The surname by which an article calls somebody whom it also names in full, or ""."""
    name = parse_person(one.name)
    if one.type != "Person" or not name.full or one.handles:
        return ""
    surname = name.surname.split()[-1]
    return next((m.surface for m in one.mentions if fold(m.surface) == surname), "")


def hidden(found: Sequence[Extraction], entities: Sequence[Entity]) -> Counter[str]:
    """What becomes of full names that are taken out of articles: right, open, wrong."""
    entity_of = {member: entity for entity in entities for member in entity.members}
    bearers: Counter[str] = Counter()
    for entity in entities:
        if entity.type == "Person" and parse_person(entity.name).full:
            bearers[parse_person(entity.name).surname.split()[-1]] += 1
    changed: list[Extraction] = []
    asked: dict[Member, str] = {}
    for number, one in enumerate(found):
        if number % _EVERY:
            changed.append(one)
            continue
        kept: list[LocalEntity] = []
        for local in one.entities:
            surname = _bare(local)
            rest = len(entity_of[one.document.id, local.key].members) - 1
            if surname and bearers[fold(surname)] > 1 and rest:
                bare = tuple(m for m in local.mentions if m.surface == surname)
                asked[one.document.id, local.key] = entity_of[one.document.id, local.key].id
                local = replace(local, name=surname, mentions=bare)
            kept.append(local)
        changed.append(replace(one, entities=tuple(kept)))
    after, where, _ = join_entities(tuple(changed))
    names = {entity.id: entity for entity in after}
    before = {entity.id: entity.name for entity in entities}
    told: Counter[str] = Counter()
    for member, ident in asked.items():
        now = names[where[member]]
        if now.may_be or not parse_person(now.name).full:
            told["open"] += 1
        else:
            told["right" if now.name == before[ident] else "wrong"] += 1
    return told


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--top", type=int, default=0)
    given = parser.parse_args()
    found = extractions(given.texts, given.keep)
    entities, _, _ = join_entities(found)
    local = {(x.document.id, one.key): one for x in found for one in x.entities}
    kinds = Counter(entity.type for entity in entities)
    shared = shared_words(entities)
    unclear = [entity for entity in entities if entity.may_be]
    nobody = nobodies(entities)
    out = sys.stdout.write
    out(f"{len(found)} articles, {len(entities)} entities: {dict(sorted(kinds.items()))}\n")
    out(f"people of one word that they share: {len(shared)}\n")
    out(f"   {', '.join(sorted(e.name for e in shared))}\n")
    out(f"left open: {len(unclear)} nodes, {sum(len(e.members) for e in unclear)} in articles\n")
    out(f"   {'; '.join(sorted(e.name for e in unclear))}\n")
    out(f"people whose name is nobody's, of those listed: {len(nobody)}\n")
    out(f"   {'; '.join(nobody)}\n")
    told = hidden(found, entities)
    out(f"full names hidden: {told.total()}, {dict(sorted(told.items()))}\n")
    for kind in get_args(EntityType) if given.top else ():
        out(f"{kind}\n")
        ranked = sorted(
            (e for e in entities if e.type == kind),
            key=lambda e: (-sum(len(local[m].mentions) for m in e.members), e.id),
        )
        for entity in ranked[: given.top]:
            times = sum(len(local[m].mentions) for m in entity.members)
            out(f"   {times:6} {entity.name} ({', '.join(entity.aliases[:12])})\n")


if __name__ == "__main__":
    main()
