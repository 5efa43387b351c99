"""Documents to analysed text.  The only stage that loads a model."""

from graphkit.language.analysis import Analysis, analyse

__all__ = ["Analysis", "analyse"]
