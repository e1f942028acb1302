"""The virtual environment of a checkout, made and kept up to date: what `demo.py` and `test.py` share.

Standard library only, and written so that an old Python reaches the line that says it is too old.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
SCRIPTS = FOLDER / ("Scripts" if os.name == "nt" else "bin")
MARK = FOLDER / "milchannels-set-up"


def environment(extra=""):
    """Make the environment with the project and its `extra` in it; the path of its Python.

    It is made anew when it was built by another Python, from another `pyproject.toml` or for another place, and
    left as it is otherwise. Exits with one line where this Python does not fit.
    """
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        sys.exit(
            "milchannels needs Python {}.{} to {}.{}, and this is {}: run the script with one of those.".format(
                *OLDEST, *NEWEST, sys.version.split()[0]
            )
        )
    python = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
    wanted = _fingerprint()
    built = MARK.read_text().split("\n") if MARK.exists() and python.exists() else []
    if not built or built[0] != wanted:
        _say("setting up .venv")
        try:
            venv.create(FOLDER, clear=True, with_pip=True)
        except subprocess.CalledProcessError:
            sys.exit("python could not make .venv with pip: install its venv module (on Debian, python3-venv).")
        built = [wanted]
    if extra not in built[1:]:
        _say("installing milchannels" + (f" with its {extra} tools" if extra else ""))
        target = f"{ROOT}[{extra}]" if extra else str(ROOT)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run([*pip, "--editable", target], check=False)
        if done.returncode:
            sys.exit("pip could not install milchannels: see its message above.")
        # The project itself is part of every set-up.
        MARK.write_text("\n".join([wanted, *sorted({*built[1:], "", extra})]))
    return python


def _fingerprint():
    """Changes with the Python, the project's requirements, and the place (an environment cannot be moved)."""
    parts = (sys.version, str(ROOT), (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _say(message):
    print(f"{message} ...", file=sys.stderr, flush=True)
