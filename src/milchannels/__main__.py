"""`python -m milchannels` is the `milchannels` command."""

from .cli import main

if __name__ == "__main__":
    main()
