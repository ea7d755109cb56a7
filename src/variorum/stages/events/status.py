"""What status the words give an event: actual, planned, threatened, hypothetical, denied or past.

From the trigger upwards, each word on the way says something with its auxiliaries, negations and
conjunctions, and, when it is a governor ("plans to", "denied that"), for what stands below it. Then the first
of denied, threatened, hypothetical, planned and past that was found decides."""

from __future__ import annotations

from variorum.model import Article, Status
from variorum.stages.events.background import Background
from variorum.stages.events.lexicon import HARM, MILD, REVENGE, governors, harmful
from variorum.stages.events.tree import Tree

NEVER = frozenset({"not", "n't", "never", "no", "neither", "nor", "without"})
NOBODY = frozenset({"nobody", "nothing", "none"})
FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
MAYBE = frozenset({"would", "could", "may", "might", "can", "should", "must", "'d", "’d"})
CONDITION = frozenset({"if", "unless", "whether", "lest"})
SAY = frozenset(
    "say announce declare state confirm add tell report insist assure know reveal inform reply write".split()
)
UNDER = frozenset("xcomp ccomp acl pcomp prep pobj dobj nsubj nsubjpass appos oprd agent dative".split())
WARN = frozenset({"warn", "caution", "threaten"})
MEANT = frozenset({"plan", "threat", "idea", "proposal", "intention", "decision", "bid", "offer"})
DROP = frozenset({"withdraw", "halt", "drop", "suspend", "freeze", "end", "retract", "bury", "shelve"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
PHRASAL = {
    "rule": frozenset({"out"}),
    "call": frozenset({"off"}),
    "turn": frozenset({"down"}),
    "put": frozenset({"off"}),
    "back": frozenset({"away", "off", "out"}),
    "pull": frozenset({"back"}),
}
CARRIED = frozenset("order vote stop set direct oppose resist study reject".split())
OCCUR = frozenset(
    "be take happen occur begin start come go materialise materialize resume follow hold make give sign "
    "reach carry impose launch".split()
)
SETTLED = frozenset("agree decide approve order accept set direct stop ban".split())
CLAIMED = frozenset(
    "claim report allegation rumour rumor suggestion accusation plan call request proposal demand".split()
)
OWN = frozenset({"it", "we", "they", "i", "he", "she"})
ORDER: tuple[Status, ...] = ("denied", "threatened", "hypothetical", "planned", "past")
Said = tuple[str, str]


class Judge:
    """Tells the status of the events of one article."""

    def __init__(self, tree: Tree, article: Article) -> None:
        self.tree = tree
        self.background = Background(tree, article)
        self.governors = governors()
        self.harmful = harmful()

    def __call__(self, trigger: int, verb: int, type: str = "") -> tuple[Status, str]:
        """The status and the word that gives it ("" for actual). ``verb`` carries the trigger; whether what
        it names harms is told by its ``type``, without one by its word."""
        found: dict[str, str] = {}
        for word, status in self._chain(trigger):
            found.setdefault(status, word)
        words = {self.tree.lemma[trigger], self.tree.lemma[verb]}
        harm = not REVENGE.isdisjoint(words) or (
            type in HARM if type in HARM or type in MILD else not self.harmful.isdisjoint(words)
        )
        if "not" in found and "asked" in found and "denied" not in found:
            return "hypothetical", found["asked"]
        if harm and "will" in found and self._vowed(verb):
            found.setdefault("promised", found["will"])
        weigh(found, harm)
        for kind in ORDER:
            if kind in found:
                return kind, found[kind]
        if word := self.background(trigger):
            return "past", word
        if word := self.background.ahead(trigger):
            return "planned", word
        return "actual", ""

    def _vowed(self, verb: int) -> bool:
        """Whether somebody says of himself what he will do ("said it would arrest any skipper")."""
        tree = self.tree
        subject = tree.child(verb, "nsubj")
        if subject is None or tree.lemma[subject] not in OWN:
            return False
        said = tree.dep[verb] == "ccomp" and tree.lemma[tree.head[verb]] in SAY
        return said or any(tree.dep[k] == "ccomp" and tree.lemma[k] in SAY for k in tree.kids[verb])

    def _chain(self, trigger: int) -> list[Said]:
        """The words on the way from the trigger up that take from its being actual, nearest first."""
        tree, at, found, below = self.tree, trigger, list[Said](), ""
        for _ in range(8):
            said = self._own(at)
            if below in ("nsubj", "nsubjpass") and tree.lemma[at] not in OCCUR:
                said = [(w, s) for w, s in said if s != "not"]  # "their support has not wavered"
            found, below = found + said, tree.dep[at]
            dep, head = tree.dep[at], tree.head[at]
            if head == at:
                break
            if dep == "conj" and tree.pos[head] in ("VERB", "AUX") and tree.pos[at] in ("VERB", "AUX"):
                found += [(w, s) for w, s in self._own(head) if s != "not" and not self._has_aux(at)]
                at = head
                continue
            if dep == "conj":
                at = head
                continue
            if not self._goes_up(at):
                break
            status = self._governed(head, at)
            if tree.lemma[head] == "reject" and dep == "dobj" and at != trigger and tree.lemma[at] in CLAIMED:
                status = "denied"
            if status:
                found.append((tree.lemma[head], status))
            if dep == "ccomp" and not status and tree.lemma[head] != "be":
                break
            at = head
        return found

    def _goes_up(self, at: int) -> bool:
        """Whether what is said above a token can weigh on it."""
        tree, dep = self.tree, self.tree.dep[at]
        if dep in UNDER:
            return True
        if dep == "relcl":
            return tree.infinitive(at)
        return dep == "advcl" and tree.infinitive(at) and tree.lemma[tree.head[at]] in self.governors

    def _governed(self, head: int, at: int) -> str:
        """The status a governor gives to what stands below it, or ""."""
        tree = self.tree
        lemma = tree.lemma[head]
        particles = {tree.lemma[k] for k in tree.kids[head] if tree.dep[k] in ("prt", "advmod")}
        if particles & PHRASAL.get(lemma, frozenset()) and tree.dep[at] != "nsubj":
            return "denied"
        if lemma == "look" and "forward" in particles:
            return "planned"
        if lemma == "go" and tree.tag[head] == "VBG" and tree.dep[at] == "xcomp":
            return "planned"
        if lemma in DROP and tree.dep[at] == "dobj" and tree.lemma[at] in MEANT:
            return "denied"
        if lemma in ("without", "instead") or (lemma == "of" and tree.lemma[tree.head[head]] == "instead"):
            return "denied"
        if lemma == "be" and tree.dep[at] == "nsubj":
            kid = tree.child(head, "acomp")
            likely = self.governors.get(tree.lemma[kid], "") if kid is not None else ""
            return likely if likely in ("hypothetical", "planned") else ""
        status = self.governors.get(lemma)
        if status is None or not self._bears(head, at, status):
            return ""
        if status == "hypothetical" and tree.pos[head] in ("VERB", "NOUN"):
            return "asked"
        return status

    def _has_aux(self, at: int) -> bool:
        return any(self.tree.dep[k] in ("aux", "auxpass", "nsubj") for k in self.tree.kids[at])

    def _bears(self, head: int, at: int, status: str) -> bool:
        """Whether a governor weighs on what stands below it: not on its subject, unless that is "cancelled";
        "warned it would" but not "warned after it did"; "plans for talks" but not "agreed in talks"."""
        tree = self.tree
        lemma, dep = tree.lemma[head], tree.dep[at]
        if dep in ("nsubj", "nsubjpass"):
            return (
                status == "denied" and dep == "nsubjpass" and lemma not in ("reject", "stop", "bar", "ban")
            ) or (tree.pos[head] == "ADJ" and status in ("hypothetical", "planned"))
        if dep == "ccomp" and (status in ("planned", "promised", "threatened") or lemma == "insist"):
            mine = [tree.lemma[k] for k in tree.kids[at] if tree.dep[k] == "aux"]
            if lemma in WARN:
                return any(w in ("would", "will", "shall", "'ll", "'d", "to") for w in mine)
            if tree.tag[at] in FINITE or "have" in mine:
                return bool(mine) and "have" not in mine
        if lemma == "call":
            return dep in ("xcomp", "ccomp") or tree.lemma[at] in ("for", "on", "upon")
        if lemma == "about":
            return dep in ("xcomp", "pcomp") and "to" in self._lemmas(at)
        if lemma in ("way", "short", "out", "back") and dep not in ("acl", "prep", "xcomp", "relcl"):
            return False
        if dep == "dobj" and tree.pos[head] == "VERB" and tree.pos[at] == "NOUN":
            return lemma not in CARRIED
        if dep in ("prep", "pobj") and tree.pos[head] == "VERB":
            if lemma == "vote":
                return tree.lemma[at] == "for"
            return lemma not in SETTLED
        return True

    def _own(self, at: int) -> list[Said]:
        """What a token's own auxiliaries, negations, conjunctions and adjectives say."""
        tree, found = self.tree, list[Said]()
        if tree.head[at] == at and tree.infinitive(at) and tree.child(at, "nsubj", "nsubjpass") is not None:
            found.append(("to", "planned"))
        for kid in tree.kids[at]:
            dep, lemma = tree.dep[kid], tree.lemma[kid]
            if dep == "neg" or (lemma in NEVER and dep in ("det", "preconj", "cc")) or self._none(kid):
                found.append((lemma, "not"))
            elif dep == "aux":
                found += self._modal(at, kid)
            elif dep == "mark" and (lemma in CONDITION or (lemma == "until" and tree.tag[at] in FINITE)):
                found.append((lemma, "hypothetical"))
            elif dep == "mark" and lemma == "before" and "could" in self._lemmas(at):
                found.append((lemma, "denied"))
            elif dep == "advcl" and self._condition(kid):
                found.append(("if", "if"))
            elif dep == "amod" and tree.pos[at] in ("NOUN", "PROPN") and self._adjective(kid):
                found.append((lemma, self._adjective(kid)))
            elif (dep == "advmod" and lemma in ("perhaps", "maybe", "allegedly", "possibly")) or (
                dep == "det" and lemma == "any" and tree.dep[at] != "pobj"
            ):
                found.append((lemma, "hypothetical"))
            elif tree.lemma[at] in ("be", "have") and dep == "xcomp" and "to" in self._lemmas(kid):
                found += self._to(at)
        return found

    def _adjective(self, kid: int) -> str:
        """The status that "planned", "alleged" or "cancelled" gives to its noun, or ""."""
        tree = self.tree
        word = tree.text[tree.start[kid] : tree.end[kid]].casefold()
        status = self.governors.get(word, "")
        return status if word.endswith("ed") or tree.tag[kid] == "JJ" else ""

    def _to(self, at: int) -> list[Said]:
        """What "is to", "has yet to" and "were it to" say of the verb below."""
        tree = self.tree
        if tree.lemma[at] == "have":
            return [("yet", "denied")] if "yet" in self._lemmas(at) else []
        first = tree.sentences[tree.sentence[at]][0]
        return [("were", "hypothetical")] if at == first else [("be to", "planned")]

    def _modal(self, at: int, kid: int) -> list[Said]:
        """What an auxiliary says: "will" a plan, "would" a plan in reported speech, else a possibility."""
        tree, lemma = self.tree, self.tree.lemma[kid]
        if lemma in FUTURE:
            return [(lemma, "will")]
        if lemma not in MAYBE:
            return []
        if lemma == "should" and kid == tree.sentences[tree.sentence[at]][0]:
            return [(lemma, "hypothetical")]
        if lemma in ("would", "'d", "’d") and self._reported(at):
            return [(lemma, "will")]
        return [(lemma, "hypothetical")]

    def _none(self, kid: int) -> bool:
        """Whether a child says that nobody did: "no official", "nothing", "not one", "no longer"."""
        tree, dep = self.tree, self.tree.dep[kid]
        if dep in ("nsubj", "nsubjpass", "dobj") and (tree.lemma[kid] in NOBODY or self._no(kid)):
            return True
        if dep == "advmod":
            return tree.lemma[kid] == "longer" and "no" in self._lemmas(kid)
        if dep == "prep" and tree.lemma[kid] in ("under", "on", "in", "at"):
            return any(
                tree.lemma[j] in ("circumstance", "account", "way") and self._no(j) for j in tree.kids[kid]
            )
        return False

    def _no(self, noun: int) -> bool:
        tree = self.tree
        return any(
            (tree.dep[k] == "neg") or (tree.dep[k] == "det" and tree.lemma[k] in ("no", "neither"))
            for k in tree.kids[noun]
        )

    def _lemmas(self, at: int) -> list[str]:
        return [self.tree.lemma[k] for k in self.tree.kids[at]]

    def _condition(self, clause: int) -> bool:
        """Whether a clause begins with "if" or an inverted "should" or "were"."""
        tree = self.tree
        first = tree.sentences[tree.sentence[clause]][0]
        return any(
            (tree.dep[k] == "mark" and tree.lemma[k] in CONDITION)
            or (tree.dep[k] == "aux" and tree.lemma[k] == "should" and k == first)
            for k in tree.kids[clause]
        )

    def _reported(self, at: int) -> bool:
        """Whether "would" is the "will" of reported speech: "said it would"."""
        tree, up = self.tree, at
        while tree.dep[up] == "conj" and tree.head[up] != up:
            up = tree.head[up]
        subject = tree.child(up, "nsubj", "nsubjpass")
        if subject is not None and any(tree.lemma[k] == "any" for k in tree.kids[subject]):
            return tree.lemma[at] in self.harmful
        said = tree.dep[up] in ("ccomp", "relcl") and tree.lemma[tree.head[up]] in SAY | WARN
        return said or any(
            tree.dep[k] in ("ccomp", "parataxis") and tree.lemma[k] in SAY for k in tree.kids[up]
        )


def weigh(found: dict[str, str], harm: bool) -> None:
    """Turn what the words say into statuses: what is promised, or will be on a condition, threatens when it
    harms; what is asked for is hypothetical."""
    for said, status in (
        ("not", "denied"),
        ("asked", "hypothetical"),
        ("promised", "threatened" if harm else "planned"),
    ):
        if said in found:
            found.setdefault(status, found[said])
    if harm and "if" in found and "will" in found:
        found.setdefault("threatened", found["if"])
    for said, status in (("if", "hypothetical"), ("will", "planned")):
        if said in found:
            found.setdefault(status, found[said])
