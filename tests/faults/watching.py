"""The worker, with a watchman who goes round as often as a test asks."""

import sys

from kith.config import watchman, work

if __name__ == "__main__":
    watchman.EVERY = float(sys.argv[1])
    work.main()
