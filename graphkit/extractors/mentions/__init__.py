"""People, agencies, organisations and outlets that a document names, one LocalEntity each.

candidates  stretches of text that may be names, each with what speaks for it
bodies      those that belong to a person or place: campaigns, police, countries
grouping    the mentions of one person or body, put together
entities    the whole: candidates, chosen, typed and grouped
"""

from graphkit.extractors.mentions.entities import find_entities

__all__ = ["find_entities"]
