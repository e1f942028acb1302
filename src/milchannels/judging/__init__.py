"""What users decide of persons and contacts: find the two sides, decide, undo, ask, share."""

from __future__ import annotations

from .decisions import Decision, Outcome, decide, decisions, undo
from .questions import Question, questions
from .sharing import export_lines, import_lines
from .sides import Side, two_sides

__all__ = [
    "Decision",
    "Outcome",
    "Question",
    "Side",
    "decide",
    "decisions",
    "export_lines",
    "import_lines",
    "questions",
    "two_sides",
    "undo",
]
