"""``python -m qa "question"``: the command line's ``ask``, for where no script is installed."""

import sys
from importlib import import_module

if __name__ == "__main__":
    # The command line stands above this package; it is looked up only when it is run.
    sys.exit(import_module("sourceline").main(["ask", *sys.argv[1:]]))
