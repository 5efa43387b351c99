"""One node each: names joined across articles, and people's word on them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graphkit.curation.judgements import (
    Judgement,
    Reference,
    add_judgement,
    read_judgements,
    reference,
)
from graphkit.errors import JudgementError
from graphkit.model import Document, Entity, EntityType, Extraction, LocalEntity, Mention, Span
from graphkit.resolve.entities import join_entities


def article(doc: str, *names: str, kind: EntityType = "Person") -> Extraction:
    """A document that names these, each once; "name=alias=@account" gives more mentions."""
    text, held = "", []
    for given in names:
        forms = given.split("=")
        mentions = []
        for form in forms:
            mentions.append(Mention(Span(len(text), len(text) + len(form)), form, kind))
            text += form + ". "
        accounts = tuple(f for f in forms if f.startswith("@"))
        key = f"{kind.casefold()}:{forms[0].casefold().replace(' ', '-')}"
        held.append(LocalEntity(key, forms[0], kind, tuple(mentions), handles=accounts))
    return Extraction(Document(doc, doc, text), tuple(held))


def joined(*articles: Extraction, judgements: Path | None = None) -> dict[str, Entity]:
    """Entities by name; the same whatever the order of the articles."""
    judged = read_judgements(judgements) if judgements else ()
    found, _, _ = join_entities(articles, judged)
    turned = list(articles)
    random.Random(7).shuffle(turned)
    assert join_entities(tuple(turned), judged)[0] == found
    return {entity.id: entity for entity in found}


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("Charles Dray", "Chuck Dray", True),
        ("Charles Dray", "Charles J. Dray", True),
        ("Charles Dray", "C. Dray", True),
        ("Bill Dray", "Hillary Dray", False),
        ("Donald Dray", "Donald Dray Jr.", False),
        ("George W. Dray", "George H. W. Dray", False),
        ("Charles Dray", "Charles Day", False),
        ("Charles Dray", "Dray", False),
    ],
)
def test_two_names_in_two_articles_are_one_person_or_two(
    first: str, second: str, one: bool
) -> None:
    assert (len(joined(article("a", first), article("b", second))) == 1) is one


def test_an_initial_that_fits_two_people_joins_neither() -> None:
    found = joined(
        article("a", "Charles Dray"), article("b", "Carla Dray"), article("c", "C. Dray")
    )
    assert len(found) == 3


def test_a_surname_alone_joins_only_its_dominant_bearer() -> None:
    many = [article(f"m{i}", "Paula Quint=Quint") for i in range(12)]
    found = joined(*many, article("z", "Quint"))
    assert list(found) == ["person:paula-quint"]
    assert found["person:paula-quint"].merges[-1].reason.startswith("the name alone means")
    shared = [article(f"o{i}", "Oscar Quint") for i in range(4)]
    assert "person:quint" in joined(*many, *shared, article("z", "Quint"))


def test_bodies_join_by_name_and_by_short_forms_seen_elsewhere() -> None:
    found = joined(
        article("a", "Harlow Water Authority=HWA", kind="Agency"),
        article("b", "HWA", kind="Organization"),
        article("c", "The Harlow Water Authority", kind="Agency"),
    )
    (one,) = found.values()
    assert one.type == "Agency"
    assert {m.reason for m in one.merges if m.left != m.right} == {
        "another document uses this short form for it"
    }


def test_an_account_ties_its_name() -> None:
    found = joined(article("a", "Marla Quint=@marlaq"), article("b", "@marlaq=@marlaq"))
    assert list(found) == ["person:marla-quint"]


def test_two_bearers_of_one_surname_alone_get_ids_that_stay() -> None:
    found = joined(article("a", "Quint"), article("b", "Quint"))
    assert len(found) == 2
    assert "person:quint" in found


def judged(path: Path, *judgements: Judgement) -> Path:
    for one in judgements:
        add_judgement(path, one)
    return path


def ref(text: str) -> Reference:
    return reference(text)


def test_judgements_hold_at_every_build_and_for_new_articles(tmp_path: Path) -> None:
    path = judged(
        tmp_path / "judgements.yaml",
        Judgement(
            "same", (ref("person:jb-orr | JB Orr"), ref("Jay Robert Orr")), note="signs both"
        ),
        Judgement("rename", (ref("person:jb-orr"),), to="JB Orr of Harlow"),
        Judgement("retype", (ref("organization:hwa | HWA"),), to="Agency"),
        Judgement("drop", (ref("Advertise"),)),
        Judgement("different", (ref("Ann Lee"), ref("Ann Lee @ c"))),
    )
    articles = (
        article("a", "JB Orr", "Advertise", "Ann Lee"),
        article("b", "Jay Robert Orr", "Ann Lee"),
        article("c", "Ann Lee"),
        article("d", "HWA", kind="Organization"),
    )
    found = joined(*articles, judgements=path)
    assert found["person:jb-orr-of-harlow"].name == "JB Orr of Harlow"
    assert len(found["person:jb-orr-of-harlow"].members) == 2
    assert found["agency:hwa"].type == "Agency"
    assert "person:advertise" not in found
    assert sorted(len(e.members) for e in found.values() if e.name == "Ann Lee") == [1, 2]
    more = joined(*articles, article("e", "JB Orr", "Ann Lee"), judgements=path)
    assert set(more) == set(found)
    assert len(more["person:jb-orr-of-harlow"].members) == 3


def test_what_one_article_calls_so_is_dropped_alone(tmp_path: Path) -> None:
    path = judged(tmp_path / "j.yaml", Judgement("drop", (Reference("", "Ann Lee", "b"),)))
    found = joined(article("a", "Ann Lee"), article("b", "Ann Lee", "Bo"), judgements=path)
    assert [member[0] for member in found["person:ann-lee"].members] == ["a"]
    assert "person:bo" in found


def test_a_judgement_on_what_is_not_there_waits(tmp_path: Path) -> None:
    path = judged(tmp_path / "j.yaml", Judgement("same", (ref("Ann Lee"), ref("A. Gone"))))
    assert list(joined(article("a", "Ann Lee"), judgements=path)) == ["person:ann-lee"]


def test_two_that_are_different_stay_apart_though_names_agree(tmp_path: Path) -> None:
    articles = [article("a", "Charles Dray"), article("b", "Chuck Dray")]
    assert len(joined(*articles)) == 1
    path = judged(
        tmp_path / "j.yaml", Judgement("different", (ref("Charles Dray"), ref("Chuck Dray")))
    )
    assert len(joined(*articles, judgements=path)) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Judgement("same", (ref("A"), ref("B"))), Judgement("different", (ref("A"), ref("B")))),
        (Judgement("different", (ref("A"), ref("B"))), Judgement("same", (ref("B"), ref("A")))),
        (Judgement("rename", (ref("A"),), to="X"), Judgement("rename", (ref("A"),), to="Y")),
        (Judgement("drop", (ref("A"),)), Judgement("rename", (ref("A"),), to="Y")),
    ],
)
def test_contradictions_name_both_and_change_nothing(
    first: Judgement, second: Judgement, tmp_path: Path
) -> None:
    path = tmp_path / "j.yaml"
    assert add_judgement(path, first)
    before = path.read_text("utf-8")
    with pytest.raises(JudgementError, match=r"contradicts"):
        add_judgement(path, second)
    assert path.read_text("utf-8") == before


def test_a_chain_of_same_contradicts_a_different(tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    path.write_text("- same: [A, B]\n- same: [B, C]\n- different: [A, C]\n", encoding="utf-8")
    with pytest.raises(JudgementError, match=r"j\.yaml:3 .*contradicts .*j\.yaml:2"):
        read_judgements(path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A", "expected a list"),
        ("merge: [A, B]", "unknown 'merge'"),
        ("- same: [A]", "at least two"),
        ("- rename: A", "needs 'to'"),
        ("- retype: [{name: A, type: Bank}]", "type must be one of"),
        ("- merge: [A, B]", "unknown 'merge'"),
        ("- drop: [{id: 'person:a', kind: x}]", "unknown 'kind'"),
        ("- drop: [{reason: x}]", "an empty reference"),
        ("- [", "not YAML"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(JudgementError, match=told):
        read_judgements(path)


def test_comments_and_order_stay_and_nothing_is_written_twice(tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    path.write_text("# ours\n- drop: A  # a line of advertising\n", encoding="utf-8")
    one = Judgement("same", (ref('person:x | "X", a'), ref("Ÿ: é @ b.txt")), note="they: say")
    assert add_judgement(path, one)
    assert not add_judgement(path, one)
    assert path.read_text("utf-8").startswith("# ours\n- drop: A  # a line of advertising\n- same:")
    written = read_judgements(path)[1]
    assert (written.kind, written.about, written.note) == (one.kind, one.about, one.note)


@pytest.mark.parametrize(
    ("name", "people", "bodies", "kind"),
    [
        ("Amara Quint", 2, 1, "Person"),
        ("Amara Quint", 1, 1, "Person"),
        ("Acmeton", 1, 2, "Organization"),
        ("Acmeton", 1, 1, "Organization"),
    ],
)
def test_a_name_is_what_most_articles_make_of_it(
    name: str, people: int, bodies: int, kind: str
) -> None:
    found = joined(
        *(article(f"p{i}", name) for i in range(people)),
        *(article(f"b{i}", name, kind="Organization") for i in range(bodies)),
    )
    assert {entity.type for entity in found.values()} == {kind}
