"""`python -m kith.config.demo.tell --scale N [--quiet]`: the town, in a database just prepared."""

import argparse
import os


def main() -> None:
    """As the application role, so that what the product may not do, the demo cannot either."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--quiet", action="store_true")
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    os.environ["KITH_POOL"] = "0"

    import django

    django.setup()
    from kith.config.demo.load import load

    load(scale=wanted.scale, quiet=wanted.quiet)


if __name__ == "__main__":
    main()
