"""One post embedded in several articles is one, however it was cut."""

from __future__ import annotations

from itertools import permutations

from graphkit.extractors.posts import posts_of
from graphkit.model import Document, Extraction, SocialPost
from graphkit.resolve.posts import join_posts
from tests.resolve.making import Article

WORDS = "The ferry left before the last forty people were on board, and nobody from the board came."


def joined(*articles: Article) -> tuple[SocialPost, ...]:
    return join_posts(tuple(article.extraction() for article in articles))[0]


def embedded(name: str, words: str, handle: str = "@ola", **more: object) -> Article:
    article = Article(name)
    article.embed("Ola Berg", handle, words, **more)  # type: ignore[arg-type]  # table of cases
    return article


def test_the_whole_post_completes_the_cut_one() -> None:
    cut = embedded("a", WORDS[:60] + "…", published="2024-05-03", cut=True)
    whole = embedded("b", WORDS, published="2024-05-03")
    (post,) = joined(cut, whole)
    assert post.text == WORDS
    assert post.members == (("a", 0), ("b", 0))
    assert len(post.merges) == 1


def test_the_id_is_that_of_the_cut_post_alone() -> None:
    cut = embedded("a", WORDS[:60] + "…", published="2024-05-03", cut=True)
    whole = embedded("b", WORDS, published="2024-05-03")
    assert joined(cut)[0].id == joined(cut, whole)[0].id


def test_other_accounts_other_days_and_other_words_are_other_posts() -> None:
    one = embedded("a", WORDS, published="2024-05-03")
    assert len(joined(one, embedded("b", WORDS, handle="@nils"))) == 2
    assert len(joined(one, embedded("b", WORDS, published="2024-06-01"))) == 2
    assert len(joined(one, embedded("b", WORDS.replace("forty", "sixty")))) == 2
    assert len(joined(one, embedded("b", "No more ferries."))) == 2


def test_a_post_quoted_in_prose_joins_the_account_of_its_author() -> None:
    quoted = embedded("b", "nobody from the board came", handle="", cut=True)
    assert len(joined(embedded("a", WORDS), quoted)) == 1


def pointed(name: str, url: str) -> Extraction:
    """An article that embeds a post without its words."""
    text = f"Post by @ola: {url}"
    return Extraction(Document(name, name, text), posts=tuple(posts_of(name, text)))


def test_a_post_without_words_is_known_by_its_address() -> None:
    here, there = "https://truthsocial.com/@ola/1", "https://truthsocial.com/@ola/2"
    assert len(join_posts((pointed("a", here), pointed("b", here)))[0]) == 1
    apart = (pointed("a", here), pointed("b", there), pointed("c", f"{there}3"))
    assert len({post.id for post in join_posts(apart)[0]}) == 3
    assert len(join_posts((pointed("a", here), embedded("b", WORDS).extraction()))[0]) == 2


def test_the_order_of_files_changes_nothing() -> None:
    articles = [embedded("a", WORDS), embedded("b", WORDS[:50], cut=True), embedded("c", "Done.")]
    assert len({repr(joined(*order)) for order in permutations(articles)}) == 1
