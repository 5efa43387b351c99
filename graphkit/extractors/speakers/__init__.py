"""Who stands behind each attribution's source.

sources      what the words of a source say: a name, a role, a pronoun, a group, a document
coreference  who a pronoun or a nominal stands for, by who is in view
decide       both put together, and left open with the reason where they do not suffice
"""

from graphkit.extractors.speakers.decide import find_speakers

__all__ = ["find_speakers"]
