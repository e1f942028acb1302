"""Errors that reach users. Each message is one line that says what is wrong and what to do.

MilchannelsError
├── UsageError      the command or call was wrong: exit code 2
├── ReadError       a source could not be read: the article counts as failed, the rest goes on
├── ModelError      the language model is missing or of the wrong kind
├── RegisterError   the register of office-holders is missing or malformed
├── StoreError      the database is not ours, is of a later version, or is locked
└── JudgementError  a judgement contradicts an earlier one
"""


class MilchannelsError(Exception):
    """Base of all errors that the program raises on purpose."""


class UsageError(MilchannelsError):
    """The command or call was wrong."""


class ReadError(MilchannelsError):
    """A source could not be read."""


class ModelError(MilchannelsError):
    """The language model is missing or of the wrong kind."""


class RegisterError(MilchannelsError):
    """The register of office-holders is missing or malformed."""


class StoreError(MilchannelsError):
    """The database is not ours, of a later version, or locked."""


class JudgementError(MilchannelsError):
    """A judgement contradicts an earlier one."""
