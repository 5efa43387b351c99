"""A question in, the entries of its answer out: cache first, then the budget, then the endpoint."""

from __future__ import annotations

import json
from threading import Lock
from typing import Any, Final

from graphkit.ids import content_hash
from graphkit.llm.answers import Entries, Malformed, read_answer, require
from graphkit.llm.budget import Budget, tokens_of
from graphkit.llm.cache import Cache
from graphkit.llm.client import Client, Failure
from graphkit.llm.prompts import Prompt, load_prompt
from graphkit.llm.tally import Tally
from graphkit.settings import Endpoint

__all__ = ["Asker", "Cut"]

#: Tokens of an answer for one of the question, where nothing is known yet: so many it was for the
#: articles of benchmarks/LLM.md.
OUTPUT: Final = 1.2
#: How often a question is put whose answer has no JSON in it.
_TRIES: Final = 2


class Cut(Exception):
    """The answer was longer than the endpoint lets it be: ask for less at once."""


class Asker:
    """The one way to a model: whatever it is asked, the same question costs once."""

    def __init__(self, endpoint: Endpoint, tally: Tally | None = None) -> None:
        """Nothing is sent yet; raises MissingExtraError without the extra that it needs."""
        require()
        self.tally = tally or Tally()
        self.endpoint = endpoint
        self.client = Client(endpoint, self.tally)
        self._cache = Cache(endpoint.cache, endpoint.model)
        self._budget = Budget(endpoint.budget)
        self._locks: dict[str, Lock] = {}

    def ask(self, name: str, message: dict[str, Any]) -> Entries | None:
        """The entries of the answer that have the right shape; None where there is no answer.

        Why there is none is counted.  Raises Cut where the answer is too long to be given.
        """
        prompt = load_prompt(name)
        content = json.dumps(message, ensure_ascii=False, sort_keys=True)
        with self._locks.setdefault(content_hash(name, content), Lock()):
            # two articles may be the same, and are asked about once
            known = self._cache.get(prompt, content)
            if known is not None:
                try:
                    entries, wrong = read_answer(prompt, known)
                except Malformed:
                    pass  # somebody has changed the file: ask again
                else:
                    self.tally.reused()
                    self._count(wrong)
                    return entries
            return self._fresh(prompt, content)

    def _fresh(self, prompt: Prompt, content: str) -> Entries | None:
        for number in range(1, _TRIES + 1):
            if self.client.given_up:
                self.tally.fail("the endpoint failed too often and is not asked again")
                return None
            estimate = round(tokens_of(prompt.text, content) + OUTPUT * tokens_of(content))
            if not self._budget.take(estimate):
                self.tally.fail("the budget is used up")
                return None
            spent = 0
            try:
                reply = self.client.ask(prompt, content)
                spent = reply.tokens or tokens_of(prompt.text, content, reply.text)
                entries, wrong = read_answer(prompt, reply.text)
            except Failure as failure:
                self.tally.fail(str(failure))
                return None
            except Malformed:
                if reply.cut or (number == _TRIES and _breaks_off(reply.text)):
                    raise Cut from None
                if number == _TRIES:
                    self.tally.fail("an answer that is no JSON of the kind asked for")
                continue
            finally:
                self._budget.settle(estimate, spent)
                self.tally.spent(spent)
            self._cache.put(prompt, content, reply.text)
            self._count(wrong)
            return entries
        return None

    def _count(self, wrong: int) -> None:
        if wrong:
            self.tally.drop("not in the form asked for", wrong)


def _breaks_off(text: str) -> bool:
    """Whether an answer is cut although the endpoint does not say so."""
    return "{" in text and not text.rstrip(" \n`").endswith("}")
