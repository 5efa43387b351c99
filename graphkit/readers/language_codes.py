"""Languages as files name them, to ISO 639-1."""

from __future__ import annotations

from typing import Final

#: What a document is in that does not say.
UNTOLD: Final = "en"
_NAMES: Final = {
    "arabic": "ar",
    "bulgarian": "bg",
    "chinese": "zh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "indonesian": "id",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "norwegian": "no",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "serbian": "sr",
    "spanish": "es",
    "swedish": "sv",
    "turkish": "tr",
    "ukrainian": "uk",
    "urdu": "ur",
    "vietnamese": "vi",
}
#: ISO 639-2 and what libraries write, where their first two letters are not the code.
_LONG: Final = {
    **{"eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "ita": "it"},
    **{"por": "pt", "nld": "nl", "dut": "nl", "rus": "ru", "zho": "zh", "chi": "zh", "jpn": "ja"},
    **{"ara": "ar", "pol": "pl", "tur": "tr", "ukr": "uk", "swe": "sv", "kor": "ko", "heb": "he"},
}


def language_code(name: str) -> str:
    """ "en-US", "eng", "ENGLISH" as "en"; English where nothing that is known is said."""
    words = name.casefold().replace(";", " ").replace(",", " ").split()
    word = words[0].replace("_", "-").partition("-")[0] if words else ""
    if len(word) == 2 and word.isascii() and word.isalpha():
        return word
    return _NAMES.get(word) or _LONG.get(word) or UNTOLD
