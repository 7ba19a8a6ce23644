"""Who may embed, ask and read, as it was set: plain values, read from the settings once."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Access:
    """The portal's settings; with none of them it serves this machine alone."""

    origins: tuple[str, ...] = ()
    """Sites that may embed the widget and call the API from a page: ``https://portal.example``."""
    token_secret: str = ""
    """Secret that the portal's backend signs its tokens with (HS256)."""
    token_keys: str = ""
    """URL of the JSON Web Key Set that tokens are signed by."""
    anonymous: bool = False
    """Let those ask who say not who they are, at a limited rate."""
    users: Path | None = None
    """File of people who sign in with a password."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks whose ``X-Forwarded-For`` and ``user_header`` are believed."""
    user_header: str = ""
    """Header in which a trusted proxy says who is asking."""
    questions_per_minute: int = 20
    """Questions that one person may ask in a minute."""
    audit_days: int = 0
    """Days for which it is kept who asked what; 0 keeps nothing."""
