"""Set everything up and run all checks: `python3 scripts/test.py [PYTEST ARGUMENTS]`.

Needs Python 3.11 to 3.13 and nothing else. Runs ruff, mypy and pytest; with arguments, only pytest, with them
(`python3 scripts/test.py -m "not model"` for the fast tests). Where npm is there, the readers of Gephi Lite are
installed, and the exports are tested with them too.
"""

import shutil
import subprocess
import sys

from environment import ROOT, environment

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
)


def main():
    python = environment("dev")
    arguments = sys.argv[1:]
    failed = [" ".join(check) for check in (() if arguments else CHECKS) if not run(python, *check)]
    install_readers()
    if not run(python, "pytest", *arguments):
        failed.append("pytest")
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


def run(python, *command):
    print("$", *command, file=sys.stderr, flush=True)
    return subprocess.run([str(python), "-m", *command], cwd=ROOT, check=False).returncode == 0


def install_readers():
    """The npm packages of the tests marked `node`; without npm those tests are skipped."""
    folder, npm = ROOT / "tests" / "node", shutil.which("npm")
    wanted = folder / "package.json"
    if npm is None or not wanted.exists():
        return
    done = folder / "node_modules" / ".package-lock.json"
    if not done.exists() or done.stat().st_mtime < wanted.stat().st_mtime:
        command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--loglevel=error"]
        if subprocess.run(command, check=False).returncode:
            print("npm could not install the readers: the tests that need them are skipped", file=sys.stderr)


if __name__ == "__main__":
    main()
