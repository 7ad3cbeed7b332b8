"""One of our modules in a process of its own: `python -m kith.config.alone MODULE ARGUMENTS`.

Whatever stops it goes to whoever started it as one line of JSON, so that a command ends with the
same sentence and exit code wherever in it something broke. Faults of ours keep their traceback.
"""

import importlib
import json
import sys

from kith.config import explaining

STOPPED = 130


def main() -> None:
    """Exits like the module, or with the code of what stopped it."""
    module, *arguments = sys.argv[1:]
    sys.argv = [module, *arguments]
    try:
        importlib.import_module(module).main()
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except Exception as error:
        known = explaining.explain(error)
        if known is None:
            raise
        print(json.dumps({"error": known[0], "exit": int(known[1])}))
        sys.exit(known[1])


if __name__ == "__main__":
    main()
