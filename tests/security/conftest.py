"""The small pipeline of the tests of the command line serves the tests of what hostile articles can do to it, too."""

from __future__ import annotations

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "stand_in", Path(__file__).resolve().parent.parent / "cli" / "conftest.py"
)
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)

loads = _module.loads
