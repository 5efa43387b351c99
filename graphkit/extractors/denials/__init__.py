"""Who denies or contradicts what.

cues   the words that deny, reject or label
pairs  the denials of a document, each with what it is about
"""

from graphkit.extractors.denials.pairs import find_denials

__all__ = ["find_denials"]
