"""Reading: any source in, `Article` records out, and a `Failure` for each that could not be read.

    sources   files, folders and stdin, told apart and walked        -> `read`
    plain     .txt and .md: title and front matter
    web       .html: text, title, date and author of a page
    lines     .jsonl: one article a line
    rows      one JSON object (or dict) -> one Article
    decode    bytes -> text
    suitable  which articles are too long to read, or not English

Nothing here knows of spaCy, the store or the terminal.
"""

from .failure import Failure
from .rows import article_from
from .sources import KNOWN_SUFFIXES, read

__all__ = ["KNOWN_SUFFIXES", "Failure", "article_from", "read"]
