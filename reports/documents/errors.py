"""Why a document is refused, in words for the person who sent it."""

from enum import StrEnum

from django.utils.functional import Promise


class ErrorCode(StrEnum):
    """What kind of refusal it is; programs decide by this, people read the message."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NO_TEXT = "no_text"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    ZIP_BOMB = "zip_bomb"
    WRONG_TYPE = "wrong_type"
    UNSUPPORTED_TYPE = "unsupported_type"
    DAMAGED = "damaged"
    UNDECODABLE = "undecodable"


class DocumentError(Exception):
    """A document that cannot be read; `str(error)` says what, where and what to do, in the active language.

    `details` fill the `{placeholders}` of the message only when it is shown, so that a lazy
    translation stays lazy.
    """

    def __init__(self, code: ErrorCode, message: Promise | str, **details: object) -> None:
        super().__init__(code, message, details)
        self.code = code
        self.message = message
        self.details = details

    def __str__(self) -> str:
        return str(self.message).format(**self.details)
