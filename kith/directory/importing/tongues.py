"""Languages and countries by any name or code people write, as BCP 47 and ISO 3166 (CLDR)."""

from functools import cache

from kith.directory.importing.values import Altered, plain

# Names that CLDR has otherwise or not at all.
_SPOKEN = {
    "mandarin": "zh", "cantonese": "yue", "chinese (mandarin)": "zh", "chinese (cantonese)": "yue",
    "farsi": "fa", "dari": "prs", "tagalog": "tl", "haitian": "ht", "kurdish": "ku", "hmong": "hmn",
    "american sign language": "ase", "american sign language (asl)": "ase", "asl": "ase",
    "british sign language": "bfi", "bsl": "bfi", "brazilian portuguese": "pt-BR",
    "simplified chinese": "zh-Hans", "traditional chinese": "zh-Hant", "castilian": "es",
}  # fmt: skip


@cache
def _languages() -> tuple[dict[str, str], dict[str, str]]:
    """(names in lower case -> code, old or three-letter codes -> code)."""
    from babel import Locale
    from babel.core import get_global

    codes = {str(code): str(code) for code in Locale("en").languages}
    known = get_global("language_aliases").items()
    aliases = {str(k): str(v) for k, v in known if "_" not in str(k)}
    names = {str(name).lower(): str(code) for code, name in Locale("en").languages.items()}
    for tongue in ("es", "fr", "pt", "ar", "fa", "so"):
        for code in ("en", "es", "fr", "pt", "ar", "fa", "so", "zh", "am", "ti", "ps", "vi", "ru"):
            name = Locale(tongue).languages.get(code)
            names.setdefault(str(name).lower(), code)
        own = Locale(tongue).languages.get(tongue)
        names.setdefault(str(own).lower(), tongue)
    return names | _SPOKEN, aliases | codes


@cache
def code_of(text: str) -> str:
    """BCP 47 for a code or a name, or empty: "eng" en, "Spanish" es, "PT-br" pt-BR."""
    names, codes = _languages()
    value = text.strip().lower()
    if value in names:
        return names[value].replace("_", "-")
    parts = value.replace("_", "-").split("-")
    if parts[0] not in codes or not parts[0] or len(parts) > 3:
        return ""
    rest = [p.upper() if len(p) == 2 else p.title() for p in parts[1:] if p.isalnum()]
    return "-".join([codes[parts[0]].split("_")[0], *rest])[:20]


def language_code(raw: object) -> str | None:
    """A BCP 47 code from a code or a name."""
    code = code_of(plain(raw))
    if not code:
        raise Altered("unknown_language")
    return code


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    english = {k: str(v).lower() for k, v in Locale("en").territories.items() if len(k) == 2}
    names = {name: code for code, name in english.items()}
    extra = {"usa": "US", "u.s.": "US", "u.s.a.": "US", "united states of america": "US",
             "uk": "GB", "great britain": "GB", "england": "GB", "can": "CA", "mex": "MX",
             "bra": "BR", "gbr": "GB", "fra": "FR", "scotland": "GB", "wales": "GB"}  # fmt: skip
    return names | {code.lower(): code for code in english} | extra


def country_code(raw: object) -> str | None:
    """ISO 3166 from a code or an English name."""
    value = plain(raw).lower()
    if value in _countries():
        return _countries()[value]
    raise Altered("unknown_country")
