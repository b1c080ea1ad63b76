"""In which language a document is read."""

from __future__ import annotations

from collabstudy.model.document import Document
from collabstudy.model.study import Study


def language_of(document: Document, study: Study) -> str:
    """The document's own language, else the study's; the main part only, as `en` of `en-GB`."""
    return (document.language or study.settings.language or "en").replace("_", "-").split("-")[0].lower()
