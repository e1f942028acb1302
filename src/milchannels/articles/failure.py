"""What stands in the stream of articles for one that could not be read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """`source` names the file (and line) as a person would look for it; `message` says what is wrong and what to do."""

    source: str
    message: str

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"
