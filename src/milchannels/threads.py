"""On how many cores numpy multiplies. Imports nothing of the program, and not numpy."""

from __future__ import annotations

import os


def one_thread() -> None:
    """Let numpy, where it is not loaded yet, multiply on one core, unless the user has said on how many: for matrices as small
    as a sentence's, cores wait for each other longer than they work."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
