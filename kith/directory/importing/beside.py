"""The process that checks rows beside an import: `python -m kith.directory.importing.beside`."""

import django

if __name__ == "__main__":
    django.setup()

    from kith.directory.importing import checking

    checking.answer()
