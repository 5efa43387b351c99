"""What an attribution claims: read alone, and never the reverse of what was said."""

from __future__ import annotations

import pytest

from graphkit.extractors import judge
from graphkit.extractors.claims import Claims, find_claims
from graphkit.extractors.claims.cues import cue_stance, listed_stances
from graphkit.extractors.claims.edges import clean
from graphkit.extractors.mentions import find_entities
from graphkit.extractors.speakers import find_speakers
from graphkit.language import analyse
from graphkit.language.statements import load_reader
from graphkit.model import Attribution, AttributionKind, Document, Extraction, Span, Stance
from graphkit.settings import Settings
from graphkit.text.lists import read_rows

Said = tuple[str, str, str]


def claims(text: str, *said: Said) -> Claims:
    """The claims of a text, with (source, cue, content) given as words of it, in their order."""

    def span(words: str, start: int = 0) -> tuple[Span, ...]:
        parts, at = [], start
        for part in words.split(" … "):
            at = text.index(part, at)
            parts.append(Span(at, at + len(part)))
        return tuple(parts)

    analysis = next(analyse([Document("a", "a", text)], Settings()))
    marked = []
    for source, cue, content in said:
        kind: AttributionKind = "direct" if content[0] in '“"' else "indirect"
        marked.append(
            Attribution(
                span(source) if source else (), span(cue), span(content), kind, 0.9, "marked"
            )
        )
    entities = tuple(find_entities(analysis, (), ()))
    spoken = tuple(find_speakers(analysis, entities, marked))
    found = Extraction(analysis.document, entities, attributions=spoken)
    return find_claims(analysis, found, judge(load_reader(), analysis, found), (), load_reader())


def texts(text: str, *said: Said) -> list[str]:
    return [statement.text for statement in claims(text, *said).statements]


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        (
            "Dana Marsh said that the county paid $4 million for the bridge in 2019.",
            ("Dana Marsh", "said", "that the county paid $4 million for the bridge in 2019"),
            "The county paid $4 million for the bridge in 2019",
        ),
        (
            "Dana Marsh opposed Governor Lee's plan to close the Ely bridge for a year.",
            ("Dana Marsh", "opposed", "Governor Lee's plan to close the Ely bridge for a year"),
            "Dana Marsh opposed Governor Lee's plan to close the Ely bridge for a year",
        ),
        (
            "Dana Marsh has refused to give the county any of the money for the bridge.",
            ("Dana Marsh", "refused", "to give the county any of the money for the bridge"),
            "Dana Marsh has refused to give the county any of the money for the bridge",
        ),
        (
            "Dana Marsh denied that she took money from the bridge fund in 2019.",
            ("Dana Marsh", "denied", "that she took money from the bridge fund in 2019"),
            "Dana Marsh denied that she took money from the bridge fund in 2019",
        ),
        (
            "Dana Marsh did not say that the bridge in Ely was safe.",
            ("Dana Marsh", "say", "that the bridge in Ely was safe"),
            "Dana Marsh did not say that the bridge in Ely was safe",
        ),
        (
            "Dana Marsh demanded that Peter Lee resign as head of the bridge board.",
            ("Dana Marsh", "demanded", "that Peter Lee resign as head of the bridge board"),
            "Dana Marsh demanded that Peter Lee resign as head of the bridge board",
        ),
        (
            "Peter Lee was late. Mr. Lee said he would pay for the bridge himself.",
            ("Mr. Lee", "said", "he would pay for the bridge himself"),
            "He [Peter Lee] would pay for the bridge himself",
        ),
        (
            "“The Ely bridge,” Dana Marsh said, “was closed for two years by Peter Lee.”",
            (
                "Dana Marsh",
                "said",
                "“The Ely bridge,” … “was closed for two years by Peter Lee.”",
            ),
            "The Ely bridge was closed for two years by Peter Lee.",
        ),
    ],
    ids=[
        "a sentence alone, without that", "a noun phrase with source and cue",
        "a refusal whole", "a denial as one", "a negation of the cue kept", "a demand as one",
        "the speaker in brackets", "a quote put together",
    ],
)  # fmt: skip
def test_a_claim_is_worded_to_be_read_alone(text: str, said: Said, shown: str) -> None:
    assert texts(text, said) == [shown]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The mayor has rejected federal help in the burnt city of Ely.",
            ("The mayor", "rejected", "federal help in the burnt city of Ely"),
        ),
        (
            "Dana Marsh pooh-poohed that the company had bribed the harbour board.",
            ("Dana Marsh", "pooh-poohed", "that the company had bribed the harbour board"),
        ),
        (
            "Dana Marsh doubts that the company has paid the harbour board.",
            ("Dana Marsh", "doubts", "that the company has paid the harbour board"),
        ),
        (
            "Dana Marsh never claimed that the company had paid the harbour board.",
            ("Dana Marsh", "claimed", "that the company had paid the harbour board"),
        ),
    ],
)
def test_what_is_denied_or_refused_never_reads_as_asserted(text: str, said: Said) -> None:
    found = claims(text, said)
    (attribution,) = found.attributions
    assert attribution.stance in ("denies", "doubts", "refuses")
    cue = said[1]
    assert all(cue in statement.text for statement in found.statements)


def test_a_quotation_is_split_at_its_sentences_and_keeps_their_order() -> None:
    text = (
        "“The county closed the Ely bridge in May. Are you surprised? Nobody at the board told "
        "the people of Ely,” Dana Marsh said."
    )
    found = claims(text, ("Dana Marsh", "said", text.split(" Dana")[0]))
    assert [(one.part, one.parts) for one in found.statements] == [(0, 2), (1, 2)]
    assert [one.text for one in found.statements] == [
        "The county closed the Ely bridge in May.",
        "Nobody at the board told the people of Ely",
    ]
    for one in found.statements:
        shown = " ".join(text[start:end] for start, end in one.spans)
        assert one.text in shown.replace("“", ""), "the words are the article's own"


@pytest.mark.parametrize(
    ("text", "said", "why"),
    [
        (
            "“Why would anybody go there?” Dana Marsh asked.",
            ("Dana Marsh", "asked", "“Why would anybody go there?”"),
            "question",
        ),
        (
            "Dana Marsh talked about her family.",
            ("Dana Marsh", "talked about", "her family"),
            "fragment",
        ),
    ],
)
def test_what_claims_nothing_says_why(text: str, said: Said, why: str) -> None:
    found = claims(text, said)
    assert found.statements == ()
    assert found.attributions[0].no_claim == why


def test_what_somebody_calls_a_claim_stays_with_who_calls_it_so() -> None:
    text = "Dana Marsh was quick to call the claim that the police had fled, party propaganda."
    said = (
        "Dana Marsh",
        "was quick to call the claim",
        "that the police had fled, party propaganda",
    )
    assert texts(text, said) == [text.rstrip(".")]


def test_a_pronoun_that_two_people_fit_is_left_and_told() -> None:
    text = (
        "The clerk saw Peter Lee with Carl Orr. "
        "“He stole the money of the bridge fund,” the clerk said."
    )
    (statement,) = claims(
        text, ("the clerk", "said", "“He stole the money of the bridge fund,”")
    ).statements
    assert "[" not in statement.text
    assert statement.context_needed


def test_numbers_and_accusations_are_more_checkable_than_wishes() -> None:
    def chance(text: str) -> float:
        return (
            claims(f"“{text}” Dana Marsh said.", ("Dana Marsh", "said", f"“{text}”"))
            .statements[0]
            .checkable
        )

    assert chance("The county paid the firm $4 million in May 2019.") > 0.5
    assert chance("We should all love our beautiful country more.") < 0.5


@pytest.mark.parametrize("row", list(read_rows("stances.tsv")), ids=lambda row: row[0][:30])
def test_every_listed_word_has_the_stance_of_its_example(row: list[str]) -> None:
    _, stance, _, example, _ = row
    words = example.lower().replace("'", " '").rstrip(".").split()
    told = {
        cue_stance(words[:at], words[at] if at < len(words) else "") for at in range(len(words) + 1)
    }
    assert stance in told


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("said", "asserts"),
        ("did not say", "refuses"),
        ("not only said", "asserts"),
        ("denied", "denies"),
        ("never denied", "asserts"),
        ("does not believe", "doubts"),
        ("declined", "refuses"),
        ("vowed", "promises"),
        ("called for", "demands"),
        ("called", "asserts"),
        ("made a note", "asserts"),
    ],
)
def test_a_cue_tells_the_stance(cue: str, stance: Stance) -> None:
    assert cue_stance(cue.split()) == stance


def test_longer_entries_go_before_shorter_ones() -> None:
    sizes = [len(row.words) for row in listed_stances()]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("that the road is open", "the road is open"),
        ("WASHINGTON (AP) — The road is open", "The road is open"),
        ("the road” is open", "the road is open"),
        ("the road is open, and", "the road is open"),
        ("the road (to Ely is open", "the road to Ely is open"),
        ("“The road is open.”", "The road is open."),
        ("That road is open", "That road is open"),
    ],
)
def test_edges_are_mended(text: str, mended: str) -> None:
    assert clean(text, clause=True) == mended


def test_what_is_told_of_a_statement_does_not_depend_on_the_others() -> None:
    text = "“The county paid $4 million,” Dana Marsh said. “I love it,” Peter Lee said."
    first = ("Dana Marsh", "said", "“The county paid $4 million,”")
    second = ("Peter Lee", "said", "“I love it,”")
    assert claims(text, first, second).statements[0] == claims(text, first).statements[0]
    assert load_reader() is load_reader()


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        (
            "The Harlow Bridge Company closed the bridge. Dana Marsh said the company was paid "
            "twice for the work.",
            ("Dana Marsh", "said", "the company was paid twice for the work"),
            "The company [Harlow Bridge Company] was paid twice for the work",
        ),
        # nobody calls himself by his office
        (
            "Mayor Dana Marsh spoke first. Marsh said the mayor was paid twice for the work.",
            ("Marsh", "said", "the mayor was paid twice for the work"),
            "The mayor was paid twice for the work",
        ),
        # nothing is said twice
        (
            "The Harlow Police Department came. Dana Marsh said the Harlow police department was "
            "late to the fire.",
            ("Dana Marsh", "said", "the Harlow police department was late to the fire"),
            "The Harlow police department was late to the fire",
        ),
    ],
)
def test_a_noun_gets_the_name_behind_it_where_that_is_sure(
    text: str, said: Said, shown: str
) -> None:
    assert texts(text, said) == [shown]
