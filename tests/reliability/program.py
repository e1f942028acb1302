"""The `milchannels` command with the small pipeline of the tests of the command line in place of the language model.

Run as a process of its own, which tests interrupt, starve and run beside others of its kind: it starts in half a second,
and all but the reading of sentences is the real thing. Worker processes have the same pipeline: they run this file, too.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))

import conftest as stand_in

sys.modules["milchannels.language.pipeline"] = stand_in.pipeline([])

if __name__ == "__main__":
    from milchannels.cli import leave, run

    # Several commands, parted by `then`, until one fails.
    commands: list[list[str]] = [[]]
    for word in sys.argv[1:]:
        if word == "then":
            commands.append([])
        else:
            commands[-1].append(word)
    leave(next((code for code in map(run, commands) if code), 0))
