"""One post embedded in several articles is one, however it was cut."""

from __future__ import annotations

from itertools import permutations

from graphkit.model import SocialPost
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


def test_the_order_of_files_changes_nothing() -> None:
    articles = [embedded("a", WORDS), embedded("b", WORDS[:50], cut=True), embedded("c", "Done.")]
    assert len({repr(joined(*order)) for order in permutations(articles)}) == 1
