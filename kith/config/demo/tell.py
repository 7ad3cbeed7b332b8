"""`python -m kith.config.demo.tell --scale N`: the town in a database that was just prepared."""

import argparse
import os


def main() -> None:
    """As the application role, so that what the product may not do, the demo cannot either."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, default=1)
    scale = parser.parse_args().scale
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    os.environ["KITH_POOL"] = "0"

    import django

    django.setup()
    from kith.config.demo.load import load

    load(scale=scale)


if __name__ == "__main__":
    main()
