"""What stands in the stream of articles for one that could not be read."""

from dataclasses import dataclass

_LONGEST = 300


@dataclass(frozen=True)
class Failure:
    """`source` names the file (and line) as a person would look for it; `message` says what is wrong and what to do."""

    source: str
    message: str

    def __str__(self) -> str:
        """One line of reasonable length, whatever stands in the ids and dates that it names."""
        return f"{_line(self.source)}: {_line(self.message)}"


def _line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
