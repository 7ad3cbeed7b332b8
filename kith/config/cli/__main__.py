"""`python -m kith.config.cli`, where the script itself is not installed."""

from kith.config.cli import main

main()
