"""How well each layer does: annotate a JSONL corpus, and score that against gold sets.

Every layer has a contract for its rows (:mod:`~variorum.evaluate.contract`), gold sets
(:mod:`~variorum.evaluate.sets`) and a scorer whose docstring is the protocol (``score_*.py``).
"""

from variorum.evaluate.annotate import LAYERS, annotate
from variorum.evaluate.measure import evaluate

__all__ = ["LAYERS", "annotate", "evaluate"]
