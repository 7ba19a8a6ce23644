"""Vectors of two models do not compare, so a store belongs to the model that it was made with."""

from typing import TYPE_CHECKING

from index.catalogue import Catalogue
from models import SourcelineError

if TYPE_CHECKING:
    # At run time it brings LangChain, and a second writer is to be told within a second.
    from models.embedder import Embedder


def check_model(catalogue: Catalogue, embedder: "Embedder") -> None:
    """Raise SourcelineError when the store's vectors are of another model than ``embedder``."""
    made_with = catalogue.meta("fingerprint")
    if made_with is not None and made_with != embedder.fingerprint:
        raise SourcelineError(
            f"this store was embedded with another model ({made_with}, not "
            f"{embedder.fingerprint}): set SOURCELINE_EMBEDDINGS back, or run `sourceline rebuild`"
        )
