"""What a person can mend, told in one line.

The exception lives on the ground floor because every layer raises it and imports run one way.
"""


class SourcelineError(Exception):
    """Something the person at the keyboard can put right; the message says how."""


class NothingIndexed(SourcelineError):  # noqa: N818 -- it says what is so
    """There is no store, or no article in it yet: whoever serves may wait for one."""


class StoreIsBusy(SourcelineError):  # noqa: N818 -- it says what happened
    """Another process is writing the store; the command line leaves with exit code 75."""
