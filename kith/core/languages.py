"""Languages by BCP 47 code, with the names their speakers use.

INTERFACE is what pages are translated into; SPOKEN is what a service or a person may speak.
Names in their own script come from CLDR (Unicode), by way of Babel, except where noted.
"""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Language:
    """code: BCP 47. name: what its speakers call it. rtl: written right to left."""

    code: str
    name: str
    rtl: bool = False


INTERFACE: tuple[Language, ...] = (
    Language("en", "English"),
    Language("es", "Español"),
    Language("fr", "Français"),
    Language("pt", "Português"),
    Language("ar", "العربية", rtl=True),
    Language("fa", "فارسی (دری)", rtl=True),
    Language("zh-hans", "简体中文"),
    Language("so", "Soomaali"),
)

SPOKEN_CODES = (
    "en", "es", "fr", "pt", "ar", "prs", "fa", "zh", "yue", "so", "am", "ti", "om", "sw", "rw",
    "ln", "ha", "yo", "ig", "ff", "wo", "bm", "mg", "zu", "xh", "af", "ur", "hi", "bn", "pa",
    "gu", "ta", "te", "ml", "mr", "ne", "si", "ps", "ckb", "kmr", "tr", "az", "uz", "tg", "kk",
    "ky", "ru", "uk", "pl", "cs", "sk", "ro", "hu", "bg", "sr", "hr", "bs", "sq", "mk", "el",
    "de", "nl", "it", "da", "sv", "nb", "fi", "lt", "lv", "et", "ka", "hy", "he", "ja", "ko",
    "vi", "th", "lo", "km", "my", "id", "ms", "tl", "ht", "qu", "gn", "ay", "nah", "yua", "mi",
    "sm", "to", "haw", "nv", "chr", "hmn", "mn", "bo", "ug", "dz", "syr", "rom", "ase", "bfi",
)  # fmt: skip


@cache
def name_of(code: str) -> str:
    """What its speakers call a language; the code itself where CLDR has no name."""
    from babel import Locale, UnknownLocaleError

    for language in INTERFACE:
        if language.code == code.lower():
            return language.name
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return english_name_of(code)
    return locale.get_language_name(code.split("-", maxsplit=1)[0]) or english_name_of(code)


@cache
def english_name_of(code: str) -> str:
    """The English name, or the code."""
    from babel import Locale

    return Locale("en").languages.get(code.replace("-", "_"), code)


def is_rtl(code: str) -> bool:
    """Whether an interface language is written from right to left."""
    return any(language.rtl for language in INTERFACE if language.code == code.lower())
