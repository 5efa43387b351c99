"""Who denies what inside a document; and what looks like a denial and is none."""

from __future__ import annotations

import pytest

from graphkit.extractors.denials import find_denials
from graphkit.extractors.statements import find_statements
from graphkit.language import Analysis
from graphkit.model import Attribution, Denial, Document, Extraction, LocalEntity, Mention, Span

#: (speaker, cue, content) as words of the text, in its order; speaker "" leaves it open.
Said = tuple[str, str, str]


def denials(text: str, *said: Said, people: tuple[str, ...] = ()) -> list[Denial]:
    at = 0
    attributions = []
    names = sorted({speaker for speaker, _, _ in said if speaker} | set(people))
    entities = []
    for name in names:
        mentions = []
        for form in {name, name.split()[-1]}:
            place = text.find(form)
            while place >= 0:
                mentions.append(Mention(Span(place, place + len(form)), form, "Person"))
                place = text.find(form, place + 1)
        entities.append(LocalEntity(name, name, "Person", tuple(mentions)))
    for speaker, cue, content in said:
        start = text.index(content, at)
        cue_at = text.index(cue, max(0, at - 1)) if cue else start
        at = max(start, cue_at) + 1
        low = text.rfind("\n", 0, start) + 1
        name_at = text.find(speaker.split()[-1], low) if speaker else -1
        source = (Span(name_at, name_at + len(speaker.split()[-1])),) if name_at >= 0 else ()
        direct = "direct" if "“" in content else "indirect"
        attributions.append(
            Attribution(
                source,
                (Span(cue_at, cue_at + len(cue)),),
                (Span(start, start + len(content)),),
                direct,  # type: ignore[arg-type]  # one of the three kinds
                1.0,
                "test",
                speaker=speaker or None,
            )
        )
    document = Document("d", "d", text)
    found = Extraction(document, tuple(entities), (), tuple(attributions))
    # these steps read the document only, no tokens
    analysis = Analysis(document, None, None)  # type: ignore[arg-type]
    marked, _ = find_statements(analysis, found.entities, found.posts, found.attributions)
    found = Extraction(document, tuple(entities), (), tuple(marked))
    return list(find_denials(found))


def pairs(found: list[Denial]) -> list[tuple[str, str]]:
    return [(d.by[-1], d.against[-1] if d.against else "") for d in found]


CASES: list[tuple[str, str, list[Said]]] = [
    (
        "a denial of the statement next before",
        "Ola Berg said the crew left early.\nNils Holm denied that.",
        [("Ola Berg", "said", "the crew left early"), ("Nils Holm", "denied", "that")],
    ),
    (
        "a denial that repeats the matter",
        "Ola Berg said the crew left the pier early.\nIt rained.\nAda Lund said it was cold.\n"
        "Nils Holm denied the crew had left the pier early.",
        [
            ("Ola Berg", "said", "the crew left the pier early"),
            ("Nils Holm", "denied", "the crew had left the pier early"),
        ],
    ),
    (
        "a rejected allegation",
        "Ola Berg accused the board of hiding a report.\nNils Holm rejected the allegation.",
        [
            ("Ola Berg", "accused", "the board of hiding a report"),
            ("Nils Holm", "rejected", "the allegation"),
        ],
    ),
    (
        "a label on a named person's claim",
        "Ola Berg said the crew left the pier early.\nIt rained.\nIt rained on.\n"
        "Nils Holm called Berg’s claim “a hoax”.",
        [
            ("Ola Berg", "said", "the crew left the pier early"),
            ("Nils Holm", "called", "Berg’s claim “a hoax”"),
        ],
    ),
    (
        "that's not true",
        "Ola Berg claimed the crew left early.\n“That is not true,” Nils Holm said.",
        [
            ("Ola Berg", "claimed", "the crew left early"),
            ("Nils Holm", "said", "“That is not true,”"),
        ],
    ),
    (
        "contents that cannot both be true",
        "“The crew is leaving the burning pier and refuses to help,” Ola Berg said.\n"
        "“The crew did in fact respond to the burning pier,” Nils Holm said.",
        [
            ("Ola Berg", "said", "“The crew is leaving the burning pier and refuses to help,”"),
            ("Nils Holm", "said", "“The crew did in fact respond to the burning pier,”"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "said"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_second_statement_disputes_the_first(text: str, said: list[Said]) -> None:
    found = denials(text, *said)
    assert pairs(found) == [("1", "0")]
    assert 0.3 < found[0].evidence.confidence < 1
    assert found[0].evidence.quote == text[found[0].evidence.start : found[0].evidence.end]


NONE: list[tuple[str, str, list[Said]]] = [
    (
        "a rejected proposal is no claim",
        "Ola Berg proposed a new pier.\nNils Holm rejected the new pier.",
        [("Ola Berg", "proposed", "a new pier"), ("Nils Holm", "rejected", "the new pier")],
    ),
    (
        "two statements on two matters",
        "Ola Berg said the crew left early.\nNils Holm said he would not buy a boat.",
        [
            ("Ola Berg", "said", "the crew left early"),
            ("Nils Holm", "said", "he would not buy a boat"),
        ],
    ),
    (
        "nobody disputes himself",
        "Ola Berg said the crew left early.\nOla Berg denied that.",
        [("Ola Berg", "said", "the crew left early"), ("Ola Berg", "denied", "that")],
    ),
    (
        "agreement",
        "Ola Berg said the crew left early.\nNils Holm agreed it was a lie to say they stayed.",
        [
            ("Ola Berg", "said", "the crew left early"),
            ("Nils Holm", "agreed", "it was a lie to say they stayed"),
        ],
    ),
    (
        "a mind is made up",
        "Ola Berg said the crew left early.\nNils Holm said voters had yet to make up their minds.",
        [
            ("Ola Berg", "said", "the crew left early"),
            ("Nils Holm", "said", "voters had yet to make up their minds"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "said"), [c[1:] for c in NONE], ids=[c[0] for c in NONE])
def test_no_dispute(text: str, said: list[Said]) -> None:
    assert [pair for pair in pairs(denials(text, *said)) if pair[1]] == []


def test_a_denial_of_what_the_text_does_not_hold_keeps_its_topic() -> None:
    text = "Nils Holm denied that the ferry had been sold to a casino.\nOla Berg said it rained."
    (found,) = denials(
        text,
        ("Nils Holm", "denied", "that the ferry had been sold to a casino"),
        ("Ola Berg", "said", "it rained"),
    )
    assert found.against == ""
    assert "sold to a casino" in found.topic


def test_a_claim_called_a_label_is_looked_for_by_its_own_words() -> None:
    text = (
        "Ola Berg said the harbour guards refused to help.\n"
        "A recording showed that party boats were on the water.\n"
        "Nils Holm was quick to call the claim that the guards refused to respond, party hoax."
    )
    found = denials(
        text,
        ("Ola Berg", "said", "the harbour guards refused to help"),
        ("", "showed", "that party boats were on the water"),
        ("Nils Holm", "call", "the claim that the guards refused to respond, party hoax"),
    )
    assert pairs(found) == [("2", "0")]
    assert found[0].topic == "the guards refused to respond"


@pytest.mark.parametrize(("whose", "targets"), [("Berg’s", {"2", "3"}), ("the", {"3"})])
def test_whose_claim_is_told_of_is_denied_with_it(whose: str, targets: set[str]) -> None:
    retold = f"{whose} claim that the harbour guards refused to help anybody"
    text = (
        "Ola Berg said the harbour guards refused to help.\n"
        f"A recording confirms {retold}.\n"
        "Nils Holm was quick to call the claim that the guards refused to come, party hoax."
    )
    for name, words in [("Ada Lund", "it rained"), ("Per Vik", "the tide turned early")]:
        text = f"{name} said {words} on Sunday.\n{text}"
    found = denials(
        text,
        ("Per Vik", "said", "the tide turned early on Sunday"),
        ("Ada Lund", "said", "it rained on Sunday"),
        ("Ola Berg", "said", "the harbour guards refused to help"),
        ("", "confirms", retold),
        ("Nils Holm", "call", "the claim that the guards refused to come, party hoax"),
    )
    assert {against for by, against in pairs(found) if by == "4"} == targets
