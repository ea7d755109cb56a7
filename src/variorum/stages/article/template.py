"""Taking the template lines of an outlet out of its articles, by a profile learned before."""

from __future__ import annotations

import msgspec

from variorum.model import Article, Profile, Removed, Segment
from variorum.stages.article import outlets


def without_template(article: Article, profile: Profile) -> Article:
    """The article without the lines that are template of its outlet, which then stand in ``removed``.

    A line that no segment leads back to the document stays, and so does a text that is nothing else."""
    lines = article.text.split("\n")
    marks = outlets.apply(profile, article.outlet, lines)
    if not any(marks):
        return article
    kept: list[str] = []
    segments: list[Segment] = []
    removed: list[Removed] = []
    start = at = 0
    for line, template in zip(lines, marks, strict=True):
        end = start + len(line)
        own = [s for s in article.segments if start <= s.start and s.end <= end]
        if template and own:
            places = [s.source_start for s in own], [s.source_end for s in own]
            removed.append(Removed("template", min(places[0]), max(places[1])))
        else:
            moved = at - start
            segments += [Segment(s.start + moved, s.end + moved, s.source_start, s.source_end) for s in own]
            kept.append(line)
            at += len(line) + 1
        start = end + 1
    if not removed or not "".join(kept).strip():
        return article
    return msgspec.structs.replace(
        article,
        text="\n".join(kept),
        segments=tuple(segments),
        removed=tuple(sorted((*article.removed, *removed), key=lambda r: r.source_start)),
    )
