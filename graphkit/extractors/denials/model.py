"""The fitted weights of disputes, read from data/disputes/model.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from graphkit.language.linear import Linear
from graphkit.text.lists import read_model

__all__ = ["Model", "load_model"]

_PARTS: Final = ("who", "target", "dispute", "narrator", "narrated")


@dataclass(frozen=True, slots=True)
class Model:
    """Who disputes, what is disputed, both together; and the article's own voice."""

    who: Linear
    target: Linear
    dispute: Linear
    narrator: Linear
    narrated: Linear
    #: From which probability on a dispute is told.
    floor: float
    #: The same where no word of denying or labelling says so.
    floor_possible: float
    #: The same for the article's own voice.
    floor_narrator: float

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Model:
        """The model from what :meth:`stored` gave."""
        return cls(
            **{name: Linear.of(stored[name]) for name in _PARTS},
            floor=float(stored["floor"]),
            floor_possible=float(stored["floor_possible"]),
            floor_narrator=float(stored["floor_narrator"]),
        )

    def stored(self) -> dict[str, Any]:
        """The model as JSON holds it."""
        return {
            **{name: getattr(self, name).stored() for name in _PARTS},
            "floor": self.floor,
            "floor_possible": self.floor_possible,
            "floor_narrator": self.floor_narrator,
        }


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The shipped model, read once."""
    return Model.of(read_model("disputes/model.json"))
