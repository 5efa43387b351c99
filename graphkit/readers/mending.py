"""Text of pages mended before anything counts on its characters.

Double-encoded text ("donâ€™t") by ftfy; soft hyphens, marks of direction and of no width out;
blanks of odd widths to usual ones.  Quotation marks, ligatures and letters stay as printed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: A character that begins many letters of double-encoded UTF-8, and one that follows it there.
_DOUBLE: Final = re.compile(
    "[\u00c2-\u00f4\u0102\u0103\u0139\u0413\u0432][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
#: Characters that nobody sees: soft hyphen, zero width, direction; but not the joiners of emoji.
_UNSEEN: Final = re.compile(
    "[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
    "|(?<![\u200d\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?=\\s|$)"
)
_BLANK: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def mend(text: str) -> str:
    """The text as it was meant; the same text if nothing is wrong with it."""
    if text.isascii():
        return text
    if _DOUBLE.search(text):
        # heavy to import, and few pages need it
        import ftfy

        text = ftfy.fix_encoding(text)
    text = _BLANK.sub(" ", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", text)
