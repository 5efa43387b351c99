"""Documents to analysed text.  The only stage that loads a model."""

from graphkit.language.analysis import Analysis, analyse
from graphkit.language.tagger import Roles

__all__ = ["Analysis", "Roles", "analyse"]
