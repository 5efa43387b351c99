"""What is doubtful is asked in batches, and an answer counts only with words that prove it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.replay_server import Asked, Response, Server, serving
from graphkit.curation.judgements import Judgement, Reference
from graphkit.graph import build_graph
from graphkit.llm.asking import Asker
from graphkit.llm.judge import ClaimJudge, judge_merges
from graphkit.llm.questions import BATCH
from graphkit.llm.reader import Reader
from graphkit.model import Attribution, Denial, Evidence, Extraction, Span, Statement
from graphkit.pipeline import resolve_extractions
from graphkit.reports.review import doubts
from graphkit.resolve import resolve
from graphkit.settings import Endpoint, Settings
from tests.llm.articles import INJECTED, TEXT, extraction
from tests.resolve.making import Article


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


ON_TIME = Attribution(
    (span("she"),), (span("she said"),), (span("It left on time"),), "direct", 0.8, "test"
)
LATE = replace(ON_TIME, content=(span("the boat came two\nhours late"),), source=(span("Tom"),))


@contextmanager
def answering(
    answer: Callable[[dict[str, Any]], dict[str, Any]],
) -> Iterator[tuple[Asker, Server]]:
    """A model that answers each question by itself."""

    def answers(asked: Asked) -> str:
        rows = [{"id": q["id"], "words": "", **answer(q)} for q in asked.message["questions"]]
        return json.dumps({"answers": rows})

    with serving(answers) as server:
        yield Asker(Endpoint(server.url, "replay")), server


@pytest.mark.parametrize(
    ("answer", "words", "speaker"),
    [
        ("Jo Roe", "Harbour master Jo Roe", "jo roe"),
        ("jo roe", "Jo Roe denied", "jo roe"),
        ("Jo Roe", "", None),
        ("Jo Roe", "she said", None),
        ("Jo Roe", "the mayor Jo Roe", None),
        ("Jo Roe", "Nils Holm", None),
        ("Edgar Quill", "Jo Roe", None),
        ("unknown", "", None),
        ("", "", None),
    ],
)
def test_a_speaker_is_named_by_words_of_the_passage(
    answer: str, words: str, speaker: str | None
) -> None:
    with answering(lambda _: {"answer": answer, "words": words}) as (asker, server):
        told = Reader(asker).speakers(extraction(TEXT, ON_TIME), [0])
    assert told.get(0) == speaker
    (question,) = server.asked[0].message["questions"]
    assert (question["source"], question["statement"]) == ("she", "It left on time")
    assert "Jo Roe denied" in question["passage"]
    assert server.asked[0].message["names"] == [e.name for e in extraction().entities]


DENIAL = Denial(
    0, 1, None, "denial", "", Evidence("ferry.txt", *span("she said"), "she said", "denials", 0.5)
)


@pytest.mark.parametrize(
    ("answer", "words", "told"),
    [
        ("yes", "denied on Monday", {0: (True, "denied on Monday")}),
        ("No", "she said", {0: (False, "she said")}),
        ("yes", "refuted on Monday", {}),
        ("no", "", {}),
        ("unsure", "denied", {}),
        ("maybe", "denied", {}),
    ],
)
def test_a_dispute_is_told_by_words_of_the_passage(
    answer: str, words: str, told: dict[int, tuple[bool, str]]
) -> None:
    with answering(lambda _: {"answer": answer, "words": words}) as (asker, server):
        assert Reader(asker).disputes(extraction(TEXT, ON_TIME, LATE), [DENIAL]) == told
    (question,) = server.asked[0].message["questions"]
    assert question["assertion"] == "the boat came two\nhours late"


def test_a_dispute_without_a_target_is_not_asked_about() -> None:
    with answering(lambda _: {"answer": "yes"}) as (asker, server):
        aimless = replace(DENIAL, against=None)
        assert Reader(asker).disputes(extraction(TEXT, ON_TIME), [aimless]) == {}
    assert not server.asked


def stated(text: str) -> Extraction:
    statement = Statement(0, (span("It left on time"),), text, context_needed=True, checkable=0.5)
    return replace(extraction(TEXT, ON_TIME), statements=(statement,))


@pytest.mark.parametrize(
    ("answer", "words", "kept"),
    [
        ("She [Jo Roe] left on time", "master Jo Roe", True),
        ("She [Jo Roe] left on time", "she said", False),
        ("She [Nils Holm] left on time", "master Jo Roe", False),
        ("She [Jo Roe] never left on time", "master Jo Roe", False),
        ("unknown", "", False),
        ("She left on time", "master Jo Roe", False),
    ],
)
def test_a_wording_is_taken_with_words_that_name_who_is_in_brackets(
    answer: str, words: str, kept: bool
) -> None:
    with answering(lambda _: {"answer": answer, "words": words}) as (asker, _):
        told = Reader(asker).wordings(stated("She left on time"), {0: ()})
    assert told == ({0: answer} if kept else {})


def test_a_wording_that_was_proposed_before_is_not_asked_for() -> None:
    with answering(lambda _: {"answer": "unknown"}) as (asker, server):
        proposed = ["She [Edgar Quill] left on time", "She [Jo Roe] left on time"]
        told = Reader(asker).wordings(stated("She left on time"), {0: proposed})
    assert told == {0: "She [Jo Roe] left on time"}
    assert not server.asked


@pytest.mark.parametrize("text", ["The ferry left on time", "She [Jo Roe] left on time"])
def test_a_text_without_an_open_pronoun_is_not_asked_about(text: str) -> None:
    with answering(lambda _: {"answer": "unknown"}) as (asker, server):
        assert Reader(asker).wordings(stated(text), {0: ()}) == {}
    assert not server.asked


def test_a_passage_that_speaks_to_a_model_is_not_shown() -> None:
    stolen = replace(ON_TIME, content=(span("I stole the ferry.", INJECTED),), source=())
    with answering(lambda _: {"answer": "Nils Holm", "words": "Nils Holm"}) as (asker, server):
        assert Reader(asker).speakers(extraction(INJECTED, stolen), [0]) == {}
    assert not server.asked


def test_questions_go_in_batches_and_one_that_is_cut_off_in_halves() -> None:
    pairs = [(f"The ferry has {n} decks", f"The ferry has {n + 1} decks") for n in range(12)]

    def answer(asked: Asked) -> str | Response:
        rows = asked.message["questions"]
        if len(rows) > 4:
            return Response('{"answers": [', finish="length")
        told = [{"id": q["id"], "answer": "contradict", "words": q["first"]} for q in rows]
        return json.dumps({"answers": told})

    with serving(answer) as server:
        chances = ClaimJudge(Asker(Endpoint(server.url, "replay")))(pairs)
    assert chances == [0.92] * 12
    assert [len(a.message["questions"]) for a in server.asked] == [BATCH, 4, 4, 4]


@pytest.mark.parametrize(("copies", "asked", "failed"), [(10, 3, 2), (6, 3, 2), (3, 1, 1)])
def test_an_article_whose_answer_is_cut_off_is_asked_about_in_halves_and_not_for_ever(
    copies: int, asked: int, failed: int
) -> None:
    text = "\n\n".join([TEXT.strip()] * copies)
    with serving(lambda _: Response('{"statements": [', finish="length")) as server:
        asker = Asker(Endpoint(server.url, "replay"))
        assert Reader(asker).propose(extraction(text)).attributions == ()
    sizes = [len(one.message["article"]) for one in server.asked]
    assert len(sizes) == asked
    assert sizes[0] > max(sizes[1:], default=0)
    assert asker.tally.failed == {"an answer that was cut off": failed}
    assert all(one.body["max_tokens"] < 4_097 for one in server.asked)


@pytest.mark.parametrize(
    ("answer", "words", "chance"),
    [
        ("contradict", "never late", 0.92),
        ("compatible", "always late", 0.1),
        ("contradict", "sometimes late", None),
        ("contradict", "", None),
        ("unsure", "never late", None),
    ],
)
def test_two_claims_are_judged_by_their_own_words(
    answer: str, words: str, chance: float | None
) -> None:
    with answering(lambda _: {"answer": answer, "words": words}) as (asker, _):
        judged = ClaimJudge(asker)([("The ferry is never late", "The ferry is always late")])
    assert judged == [chance]


def test_an_answer_to_nothing_that_was_asked_counts_for_nothing() -> None:
    with serving(
        lambda _: json.dumps({"answers": [{"id": "q7", "answer": "contradict", "words": "a b"}]})
    ) as server:
        asker = Asker(Endpoint(server.url, "replay"))
        assert ClaimJudge(asker)([("a b", "a c")]) == [None]
    assert asker.tally.dropped == {"an answer to nothing that was asked": 1}


def with_mentions(found: Extraction) -> Extraction:
    """The extraction with each name where it stands in the text."""
    text = found.document.text
    entities = [
        replace(one, mentions=(replace(one.mentions[0], span=span(one.name, text)),))
        for one in found.entities
    ]
    return replace(found, entities=tuple(entities))


def two_articles() -> tuple[Extraction, Extraction]:
    """Two that name somebody alike, whom graphkit leaves apart."""
    one, other = Article("a.txt", "2024-05-03"), Article("b.txt", "2024-05-05")
    one.say("Quillfeather Institute", "The roof will hold for years", type_="Organization")
    other.say("Quillfeather Institutes", "Nobody was asked", type_="Organization")
    return with_mentions(one.extraction()), with_mentions(other.extraction())


@pytest.mark.parametrize(
    ("answer", "words", "joins"),
    [
        ("same", "Quillfeather Institute", True),
        ("different", "Quillfeather Institute", False),
        ("same", "as is well known", False),
        ("unsure", "", False),
    ],
)
def test_a_merge_rests_on_words_and_says_who_made_it(answer: str, words: str, joins: bool) -> None:
    found = two_articles()
    with answering(lambda _: {"answer": answer, "words": words}) as (asker, _):
        resolution = resolve_extractions(found, Settings(llm=asker.endpoint), asker)
    bodies = [one for one in resolution.entities if one.type == "Organization"]
    assert len(bodies) == (1 if joins else 2)
    told = [merge for one in bodies for merge in one.merges if "llm:" in merge.reason]
    assert [round(merge.score, 1) for merge in told] == ([0.5] if joins else [])


def test_what_people_judged_goes_before_what_a_model_says(tmp_path: Path) -> None:
    judgements = tmp_path / "judgements.yaml"
    judgements.write_text(
        '- different: ["Quillfeather Institute @ a.txt", "Quillfeather Institutes @ b.txt"]\n'
    )
    found = two_articles()
    with answering(lambda _: {"answer": "same", "words": "Quillfeather Institute"}) as (asker, _):
        settings = Settings(judgements=judgements, llm=asker.endpoint)
        resolution = resolve_extractions(found, settings, asker)
    assert len([one for one in resolution.entities if one.type == "Organization"]) == 2


def test_a_model_takes_a_doubtful_merge_apart() -> None:
    one, other = Article("a.txt", "2024-05-03"), Article("b.txt", "2024-05-05")
    one.say("Robert Quillfeather", "The roof will hold")
    other.say("Bob Quillfeather", "Nobody was asked")
    found = with_mentions(one.extraction()), with_mentions(other.extraction())
    graph = build_graph(resolve(found))
    documents = {each.document.id: each.document for each in found}
    with answering(lambda _: {"answer": "different", "words": "Bob Quillfeather"}) as (asker, _):
        told = list(judge_merges(asker, graph, doubts(graph), documents))
        resolution = resolve_extractions(found, Settings(llm=asker.endpoint), asker)
    (judged,) = told
    assert isinstance(judged, Judgement)
    assert judged.kind == "different"
    assert judged.about[1] in (
        Reference("", "Bob Quillfeather"),
        Reference("", "Robert Quillfeather"),
    )
    assert len(resolution.entities) == 2
