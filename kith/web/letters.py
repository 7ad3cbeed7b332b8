"""Which letters the fonts must hold: those of the catalogues and of the names of languages.

Fonts are cut to these by the front-end build (frontend/fonts.mjs). Latin and Arabic keep whole
alphabets; Chinese has too many signs for that.
"""

import re

from kith.core import languages
from kith.web.scan import PACKAGE

HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def wanted() -> dict[str, str]:
    """What the build is told: each letter once, in a fixed order."""
    names = [*(language.name for language in languages.INTERFACE)]
    names += [languages.name_of(code) for code in languages.SPOKEN_CODES]
    spoken = "".join(names)
    texts = [file.read_text(encoding="utf-8") for file in _chinese()]
    return {"names": _once(spoken), "han": _once("".join(HAN.findall("".join([spoken, *texts]))))}


def _chinese() -> list:
    catalogues = PACKAGE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po")
    return sorted([*catalogues, *PACKAGE.glob("directory/data/*.yaml")])


def _once(text: str) -> str:
    return "".join(sorted(set(text)))
