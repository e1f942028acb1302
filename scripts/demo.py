"""Set everything up and read the articles that come with the program: `python3 scripts/demo.py [--folder DIR]`.

Needs Python 3.11 to 3.13 and nothing else; arguments are passed on to `milchannels demo`.
"""

import subprocess
import sys

from environment import environment


def main():
    python = environment()
    sys.exit(subprocess.run([str(python), "-m", "milchannels", "demo", *sys.argv[1:]], check=False).returncode)


if __name__ == "__main__":
    main()
