"""Which language a request is answered in: the one it names, else the browser's best known one."""

from collections.abc import Iterator, Sequence

from starlette.requests import HTTPConnection

from portal.words import known_locales

_CONSIDERED = 20
"""Languages of a header that are looked at; browsers send a handful."""


def locale_of(connection: HTTPConnection) -> str:
    """By ``?locale=``, else ``Accept-Language``, else English."""
    wanted = connection.query_params.get("locale", "")
    return choose_locale(wanted, connection.headers.get("accept-language", ""))


def choose_locale(wanted: str, accepted: str, known: Sequence[str] = ()) -> str:
    """The first known of ``wanted`` and what is ``accepted``; a region gives way to its language.

    A name that is not known (``auto``, or a language without a file) is as good as none.
    """
    among = known or known_locales()
    for name in (wanted, *_by_preference(accepted)):
        plain = name.strip().lower().replace("_", "-")
        for code in (plain, plain.partition("-")[0]):
            if code in among:
                return code
    return "en"


def _by_preference(accepted: str) -> Iterator[str]:
    """The languages of an Accept-Language header (RFC 9110, 12.5.4), the most wanted first."""
    weighed = []
    for part in accepted.split(",", _CONSIDERED)[:_CONSIDERED]:
        name, _, weight = part.partition(";")
        weighed.append((_weight(weight), name))
    yield from (name for weight, name in sorted(weighed, key=lambda one: -one[0]) if weight > 0)


def _weight(text: str) -> float:
    """The ``q`` of a language, from 0 to 1: 1 where there is none, 0 where it cannot be read."""
    name, _, value = text.replace(" ", "").partition("=")
    if not name:
        return 1.0
    try:
        weight = float(value) if name == "q" else 0.0
    except ValueError:
        return 0.0
    return weight if 0.0 < weight <= 1.0 else 0.0
