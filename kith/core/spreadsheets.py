"""Cells that a spreadsheet shows and does not run (CWE-1236).

For lists that people open. What other software reads (the HSDS data package) is written as it is.
"""

FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def harmless(value: object) -> object:
    """A text that begins like a formula gets an apostrophe; None is empty, the rest stays."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value.isoformat() if hasattr(value, "isoformat") else value
