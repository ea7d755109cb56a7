"""Write the accuracy cards, and check or pin the floors of the gate.

    python scripts/cards.py --gold DIR [--limit N] [LAYER ...]     write docs/accuracy.md and README
    python scripts/cards.py --gold DIR --check                     measure what has floors
    python scripts/cards.py --gold DIR --limit N --pin [--lower]   pin the floors at what was measured

--check exits 1 on a regression. Cards and floors name the first N rows of each set; floors are only
lowered with --lower.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from variorum.errors import VariorumError
from variorum.evaluate import LAYERS, evaluate
from variorum.evaluate.cards import block, page, replaced
from variorum.evaluate.gate import check, measured, pinned, read, written
from variorum.evaluate.sets import GOLD
from variorum.evaluate.table import plain

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "gold" / "floors.toml"


def main() -> int:
    """Do what the arguments ask; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("layers", nargs="*", metavar="LAYER", help=f"one of {', '.join(LAYERS)} (all)")
    parser.add_argument("--gold", type=Path, required=True, help="the folder of the gold sets")
    parser.add_argument("--limit", type=int, help="only the first N rows of each set")
    parser.add_argument("--check", action="store_true", help="compare with the floors, write nothing")
    parser.add_argument("--pin", action="store_true", help="write the floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower a floor")
    args = parser.parse_args()
    try:
        return _check(args.gold) if args.check else _write(args)
    except VariorumError as error:
        print(error, file=sys.stderr)
        return 2


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _check(gold: Path) -> int:
    floors = read(FLOORS)
    told = check(measured(floors, gold, _say), floors)
    print("\n".join(told) or f"{len(floors)} sets at or above their floors")
    return 1 if told else 0


def _write(args: argparse.Namespace) -> int:
    scores = evaluate(args.layers, args.gold, args.limit, _say)
    print(plain(scores))
    if args.pin:
        limits = {(s.layer, s.set): args.limit for s in scores}
        quoted = {(one.layer, one.name): one.quoted for one in GOLD}
        floors = pinned(scores, read(FLOORS), limits, quoted, lower=args.lower)
        FLOORS.parent.mkdir(parents=True, exist_ok=True)
        FLOORS.write_text(written(floors), encoding="utf-8")
    if not args.layers:
        limit = f" --limit {args.limit}" if args.limit else ""
        (ROOT / "docs").mkdir(exist_ok=True)
        (ROOT / "docs" / "accuracy.md").write_text(
            page(scores, f"variorum evaluate --gold DIR{limit}"), encoding="utf-8"
        )
        readme = ROOT / "README.md"
        readme.write_text(replaced(readme.read_text(encoding="utf-8"), block(scores)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
