"""In: the cases of `constructions/*.yaml`. Out, on the terminal: how many pass in each family, and what fails.

python -m tests.language.report [FAMILY or CASE ID ...] [--ids]

`--ids` prints the ids of the failing cases alone, one a line, as `known_failures.txt` wants them.
"""

from __future__ import annotations

import sys
from collections import Counter

import milchannels

if __package__:
    from .construction_cases import Case, judge, load_cases
else:
    from construction_cases import Case, judge, load_cases


def failures(cases: list[Case]) -> dict[str, list[str]]:
    """Case id -> what is wrong with its answer, for the cases that fail."""
    answers = {e.id: e.model_dump() for e in milchannels.extract((case.article() for case in cases), gate=False)}
    judged = {case.id: judge(case, answers[case.id]) for case in cases}
    return {case_id: wrong for case_id, wrong in judged.items() if wrong}


def main(arguments: list[str]) -> int:
    wanted = {a for a in arguments if not a.startswith("--")}
    cases = [c for c in load_cases() if not wanted or c.id in wanted or c.family in wanted]
    failed = failures(cases)
    if "--ids" in arguments:
        print("\n".join(failed))
        return 0
    for case in cases:
        if case.id in failed:
            print(f"\n{case.id}  ({case.published})  {case.title or ''}\n  {case.text}")
            print("\n".join(f"    {line}" for line in failed[case.id]))
    sizes, lost = Counter(c.family for c in cases), Counter(i.split("#")[0] for i in failed)
    print()
    for family, size in sorted(sizes.items()):
        print(f"{family:28} {size - lost[family]:4} of {size:4}")
    print(f"{'all':28} {len(cases) - len(failed):4} of {len(cases):4}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
