"""Who denies or contradicts what.

words       classes of words by which people and articles dispute (``data/disputes/words.tsv``)
reading     a document's statements: zones of text, topic, who is named
features    what tells that a statement disputes, or is called untrue; and what it disputes
clauses     the assertion inside a denial: "denied that he paid her"
candidates  what a statement may dispute, ranked
model       the fitted weights (``data/disputes/model.json``)
find        the disputes of a document
"""

from graphkit.extractors.denials.find import find_denials
from graphkit.extractors.denials.model import Model

__all__ = ["Model", "find_denials"]
