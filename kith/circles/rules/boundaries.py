"""What offers and asks between neighbours must not be about: looked for in the words themselves.

Two kinds. Ways to reach somebody (telephone, e-mail, link, street) are certain enough to be turned
away: both say them to each other when both have agreed. Money and documents are looked for by word,
in the interface languages; a word can mean something else, so whoever writes may say "it is not
about that", and then a human being looks. Nothing found proves nothing: everything can be reported.
"""

import re
import unicodedata

CERTAIN = ("reach", "address")
"""Cannot be overruled by whoever writes."""

_REACH = re.compile(
    r"[\w.+-]+\s?@\s?[\w-]+\.[\w.-]+"  # an e-mail address
    r"|\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|info|me|io)\b"  # a link
    r"|(?<!\d)\+?\d(?:[\s().\-/]{0,2}\d){6,14}(?!\d)"  # seven to fifteen digits in a row
)
_STREET = (
    r"\b\d{1,5}[a-z]?,?\s+(?:[\w'’.-]+\s+){0,3}?(?:street|st\.|road|rd\.|avenue|ave\.?|lane|drive"
    r"|boulevard|blvd)(?!\w)"
    r"|\b(?:apartment|apt\.?|flat)\s+\d"
    r"|\b(?:calle|avenida|avda\.?|carrera|rue|avenue|boulevard|impasse|rua|travessa|jidka|waddada)"
    r"\s+[^\n]{1,40}?\d"
    r"|(?:شارع|زقاق|خیابان|کوچه)\s+[^\n]{1,40}?\d"
    r"|[路街弄巷]\s?\d{1,5}\s?[号號]"
)
_ADDRESS = re.compile(_STREET)
_MONEY = re.compile(
    r"[$€£¥₦₹]\s?\d|\d\s?[$€£¥₦₹]|\b(?:usd|eur|gbp)\b"
    r"|\b(?:money|cash|loans?|dollars?|euros?|dinero|efectivo|préstamo|argent|prêt|espèces"
    r"|dinheiro|empréstimo|lacag|lacagta|deyn|doolar)\b"
    r"|\b(?:و|ب|ل|لل|ال|وال|بال)?(?:مال|أموال|نقود|فلوس|قرض|دولار|پول|وام|دلار)\b"
    r"|钱|現金|现金|贷款|美元|欧元"
)
_DOCUMENTS = re.compile(
    r"\b(?:passports?|id cards?|identity cards?|driver['’]?s? licen[cs]es?|birth certificates?"
    r"|residence permits?|social security (?:card|number)"
    r"|pasaportes?|cédula|dni|licencia de conducir|partida de nacimiento|permiso de residencia"
    r"|passeports?|carte d['’]identité|permis de (?:conduire|séjour)|acte de naissance"
    r"|passaportes?|bilhete de identidade|cartão de cidadão|carteira de identidade"
    r"|certidão de nascimento|baasaboor\w*|aqoonsi\w*|shahaadada dhalashada)\b"
    r"|جواز (?:ال)?سفر|\b(?:ال)?هوية\b|رخصة (?:ال)?قيادة|شهادة (?:ال)?ميلاد"
    r"|پاسپورت|گذرنامه|تذکره|شناسنامه|گواهینامه"
    r"|护照|身份证|驾照|出生证明"
)


def crossed(text: str, *, allows_money: bool = False) -> tuple[str, ...]:
    """Codes of the boundaries that the words touch: reach, address, money, documents."""
    plain = _plain(text)
    looks = [("reach", _REACH), ("address", _ADDRESS), ("documents", _DOCUMENTS)]
    if not allows_money:
        looks.append(("money", _MONEY))
    return tuple(code for code, pattern in looks if pattern.search(plain))


def _plain(text: str) -> str:
    """Lower case, one kind of digit and space; signs that nobody sees are left out."""
    text = unicodedata.normalize("NFKC", text).casefold()
    seen = (letter for letter in text if unicodedata.category(letter) != "Cf")
    return "".join(_digit(letter) for letter in seen)


def _digit(letter: str) -> str:
    number = unicodedata.digit(letter, None)
    return letter if number is None else str(number)
