"""What the command line does for the portal: tokens for servers, passwords for people."""

import getpass
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from index import SourcelineError
from portal.admission.people import hash_password
from portal.admission.tokens import issue_server_token, issued_tokens, revoke

_SEPARATORS = frozenset(":,")


def token_lines(
    store: Path,
    secret: str,
    *,
    name: str | None,
    days: int,
    groups: Sequence[str],
    taken_back: str | None,
) -> Iterator[str]:
    """Issue a token for ``name``, or take back those of ``taken_back``, or list what was issued.

    Raises SourcelineError where none can be made, or there is none to be taken back.
    """
    if name is not None:
        yield issue_server_token(store, secret, name, days, groups)
    elif taken_back is not None:
        if not (count := revoke(store, taken_back)):
            raise SourcelineError(f"there is no token for {taken_back!r}: see `sourceline token`")
        yield f"taken back: {count} of {taken_back}"
    else:
        for one in issued_tokens(store):
            yield "\t".join((one.name, one.issued, one.expires, ",".join(one.groups)))


def person_line(name: str, groups: Sequence[str]) -> str:
    """The line of ``name`` for the file of people; the password is asked for, or read from a pipe.

    Raises SourcelineError for a name or a group that the file could not hold, and a short password.
    """
    for told in (name, *groups):
        if not told.strip() or not told.isprintable() or not _SEPARATORS.isdisjoint(told):
            raise SourcelineError(f"{told!r} cannot be a name: no colon and no comma in it")
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    return ":".join((name, hash_password(password), *([",".join(groups)] if groups else [])))
