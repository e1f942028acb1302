"""How an extraction compares with articles annotated to `docs/guidelines.md`.

- A contact is found when a predicted one joins the same sides through the same people, offices or bodies. Each
  counts once; of all pairings the one of greatest total likeness is taken.
- It is strictly right when moreover every participant, the mode, the status and the date are right.
- A date is right when equal, or when the two spans share at least half of the days that they cover together.
- Political contacts, and those that annotators differed on (`optional`), count neither way.

    likeness   when two values mean the same, and which answer stands for which annotation
    figures    counts and shares
    causes     why a contact went wrong
    files      annotations, answers and floors from disk
"""

from .causes import Case, cases
from .figures import Evaluation, Outcome, Tally, evaluate
from .files import below_floors, read_answers, read_floors, read_gold

__all__ = [
    "Case",
    "Evaluation",
    "Outcome",
    "Tally",
    "below_floors",
    "cases",
    "evaluate",
    "read_answers",
    "read_floors",
    "read_gold",
]
