"""Who asked for a contact: `Initiators(doc, drafts).read(draft)` sets the country, where the text tells it.

In: the parse, mentions, and drafts that are complete. Words of asking come first, wherever the draft or the sentence behind
it has them ("at the request of", "which Seoul had sought", "the call was initiated by"); where there are none, the sender of
what is sent and the subject of a verb that starts a contact. The words are those of `lexicons/initiators.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from .annotations import Actor, annotations_of
from .asking import Asking, behind, unknown, words
from .events import Draft, Event
from .status import governors, negated
from .status_words import words as status_words
from .topic_phrases import is_date
from .trigger_words import lexicon

_SUBJECTS = ("nsubj", "nsubjpass")
#: A contact of these modes has a sender.
_SENT = frozenset({"phone_call", "letter", "video_call", "talks"})
_FACE_TO_FACE = ("meeting", "visit")


class Initiators:
    """Finds who asked for the contacts of one document."""

    def __init__(self, doc: Doc, drafts: list[Draft]) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.sides: dict[int, list[Actor]] = {i: m.actors for m in self.mil.mentions for i in range(m.start, m.end)}
        self.codes = {i: c.code for c in self.mil.countries for i in range(c.start, c.end)}
        self.triggers = {e.trigger.i for d in drafts for e in d.events}
        self.askings: dict[int, list[Asking]] = {}

    def read(self, draft: Draft) -> None:
        """Sets `initiator`, and which word told it."""
        found = self._asked(draft)
        if found is not None:
            draft.initiator, draft.rules["initiator"] = found

    def _asked(self, draft: Draft) -> tuple[str, str] | None:
        """The side that asked for a contact, with the word that tells it."""
        untold = False
        for event in draft.events:
            for asking in self._in(event.trigger.head.sent):
                if event.trigger.i in asking.what:
                    side = self._whose(asking, draft)
                    if side is not None:
                        return side, asking.token.lemma_.lower()
                    untold = untold or any(unknown(t) for t in asking.whose)
        found = self._told_beside(draft)
        if found is not None or untold:
            return found
        for event in draft.events:
            side = self._starter(event, draft)
            if side is not None:
                return side, event.trigger.rule.lemma
        return None

    def _in(self, sent: Span) -> list[Asking]:
        if sent.start not in self.askings:
            self.askings[sent.start] = list(self._askings(sent))
        return self.askings[sent.start]

    # -- words of asking ---------------------------------------------------------------------------------------------------

    def _askings(self, sent: Span) -> Iterator[Asking]:
        lex = words()
        for token in sent:
            lemma = token.lemma_.lower()
            if lemma in lex.nouns and token.pos_ in ("NOUN", "PROPN"):
                asking = self._noun(token)
            elif token.pos_ == "VERB" and lemma in lex.inviting:
                asking = self._invited(token)
            elif token.pos_ == "VERB" and (lemma in lex.verbs or lemma in lex.placing):
                asking = self._verb(token, lemma)
            elif token.pos_ == "VERB" and lemma in lex.calling_back:
                asking = self._back(token)
            else:
                continue
            if asking is not None and (asking.whose or asking.asked):
                yield asking

    def _noun(self, noun: Token) -> Asking | None:
        """ "at the request of X", "X's proposal for talks", "accepted an invitation from X"."""
        lex = words()
        what = self._within(noun) or self._hung_higher(noun)
        lead = noun.head if noun.dep_ in ("pobj", "pcomp") else None
        taken = noun.head if noun.dep_ in ("dobj", "nsubjpass") else lead.head if lead is not None else None
        led = lead is not None and lead.lower_ in lex.leading
        taken_up = taken is not None and taken.lemma_.lower() in lex.responding
        taken_up = taken_up or self._told_of(noun)
        for_another_thing = any(c.lower_ == "for" and c.dep_ == "prep" for c in noun.children) and not what
        if for_another_thing or not (led or taken_up or what):
            return None
        asking = Asking(noun, self._owners(noun), what, behind(noun, frozenset({"to"})))
        if led or taken_up:
            self._carried(asking, lead if lead is not None else noun)
        return asking

    def _told_of(self, noun: Token) -> bool:
        """ "The call was the Russians' idea", "the initiative came from Seoul"."""
        if noun.dep_ == "attr":
            return noun.head.lemma_ == "be"
        return noun.dep_ == "nsubj" and noun.head.lemma_ == "come" and bool(behind(noun.head, frozenset({"from"})))

    def _owners(self, noun: Token) -> list[Token]:
        """Whose a noun of asking is: possessive, adjective, "of X", "from X", "that X had made", "X was the initiator"."""
        if noun.lemma_.lower() in words().askers:
            return [c for c in noun.head.children if c.dep_ == "nsubj"] if noun.dep_ == "attr" else []
        owners = [c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod") and c.i < noun.i]
        owners += behind(noun, frozenset({"of", "from", "by"}))
        for child in noun.children:
            if child.dep_ in ("relcl", "acl"):
                owners += [g for g in child.children if g.dep_ == "nsubj"]
                owners += behind(child, frozenset({"by"}))
        # "came from X", "at whose request"
        if noun.dep_ in _SUBJECTS and noun.head.lemma_ == "come":
            owners += behind(noun.head, frozenset({"from"}))
        for owner in owners:
            if owner.tag_ == "WP$":
                clause = next((a for a in noun.ancestors if a.dep_ == "relcl"), None)
                return [clause.head] if clause is not None else []
        return owners

    def _within(self, word: Token) -> set[int]:
        """The contacts that stand under a word: "request for a call", "invitation to visit X", "asked to speak to X"."""
        return {t.i for t in word.subtree if t.i in self.triggers and t.i > word.i and self._near(t, word)}

    def _hung_higher(self, noun: Token) -> set[int]:
        """The contact behind a "for" that the parser hangs on the verb: "turned down a request from X for a call"."""
        if noun.dep_ != "dobj":
            return set()
        return {t.i for t in behind(noun.head, frozenset({"for"})) if t.i in self.triggers and t.i > noun.i}

    def _near(self, token: Token, word: Token) -> bool:
        """Whether no clause of its own stands between a contact and the word over it."""
        for a in token.ancestors:
            if a == word:
                return True
            if a.dep_ in ("relcl", "advcl") and a.i != word.i:
                return False
        return False

    def _carried(self, asking: Asking, word: Token) -> None:
        """Sets the contacts of the clause that a phrase of asking stands in."""
        for node in word.ancestors:
            if node.i in self.triggers:
                asking.what.add(node.i)
                return
            if node.pos_ not in ("VERB", "AUX"):
                continue
            lemma = node.lemma_.lower()
            if lemma in status_words().groups["cancel"] and lemma not in words().coming:
                return
            below = {i for i in self.triggers if node.sent.start <= i < node.sent.end and self._carries(node, i)}
            asking.what |= below
            asking.back = self._of_contact(node)
            asking.journey = lemma in lexicon().motion
            if below or asking.back or asking.journey or node.dep_ in ("relcl", "ccomp", "parataxis"):
                return

    def _carries(self, verb: Token, trigger: int) -> bool:
        """Whether a verb carries the word for a contact: "held a call", "the talks were convened"."""
        token = self.doc[trigger]
        return token.pos_ not in ("VERB", "AUX") and verb in governors(token)[:1]

    def _of_contact(self, verb: Token) -> bool:
        """Whether a verb says of a contact told before how it came about: "it took place", "they were there"."""
        if verb.lemma_.lower() not in words().coming:
            return False
        if any(c.dep_ == "nsubj" and self._told_of(c) for c in verb.children):
            return True
        return any(c.dep_ in _SUBJECTS and c.lemma_.lower() in words().contacts for c in verb.children)

    def _verb(self, verb: Token, lemma: str) -> Asking | None:
        """ "X requested the call", "the talks were proposed by X", "a meeting which X had sought"."""
        if negated(verb):
            return None
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        agents = behind(verb, frozenset({"by"}))
        objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "dative")]
        objects += behind(verb, words().verbs.get(lemma, frozenset()))
        passive = any(c.dep_ == "auxpass" for c in verb.children) or (verb.dep_ == "acl" and verb.tag_ == "VBN")
        bare = not any(o.tag_ not in ("WDT", "WP") and o.dep_ != "dative" for o in objects)
        if (verb.dep_ == "relcl" and bare) or (verb.dep_ == "acl" and passive):
            objects.append(self._told_last(verb))
        asks = lemma in words().verbs
        if not asks:
            objects = [o for o in objects if o.lemma_.lower() in words().placing[lemma]]
        if passive:
            subjects = agents
        elif not subjects:
            subjects = self._shared(verb)
        subjects = [self._antecedent(s, verb) for s in subjects]
        what = {o.i for o in objects if o.i in self.triggers} | (self._asked_to(verb) if asks else set())
        back = not what and any(o.lemma_.lower() in words().contacts and o.i not in self.sides for o in objects)
        if back and verb.i in self.triggers:
            what, back = {verb.i}, False
        if not what and not back:
            return None
        return Asking(verb, subjects, what, back=back)

    def _told_last(self, clause: Token) -> Token:
        """What a clause of asking hangs on: the parser often takes the day instead of the call before it."""
        if clause.head.i in self.triggers or not (clause.head.pos_ == "PROPN" or is_date(clause.head)):
            return clause.head
        before = [i for i in self.triggers if clause.sent.start <= i < clause.i and self.doc[i].pos_ == "NOUN"]
        return self.doc[max(before)] if before else clause.head

    def _asked_to(self, verb: Token) -> set[int]:
        """The contacts in what is asked: "asked to see X", "proposed that they meet", "sought to hold talks"."""
        found: set[int] = set()
        for child in verb.children:
            if child.dep_ not in ("xcomp", "ccomp", "advcl", "dobj") or child.i < verb.i:
                continue
            chain = [child, *(g for g in child.children if g.dep_ in ("dobj", "xcomp", "conj", "prep"))]
            chain += [g for c in chain if c.dep_ in ("prep", "xcomp") for g in c.children if g.dep_ in ("pobj", "dobj")]
            found |= {t.i for t in chain if t.i in self.triggers}
        return found

    def _shared(self, verb: Token) -> list[Token]:
        """The subject of the verb that this one is joined to or hangs on."""
        node = verb
        while node.dep_ in ("conj", "xcomp", "advcl") and node.head != node:
            node = node.head
            found = [c for c in node.children if c.dep_ in _SUBJECTS]
            if found:
                return found
        if node.dep_ == "acl" and verb.tag_ == "VBG":
            return [node.head]
        return []

    def _antecedent(self, token: Token, verb: Token) -> Token:
        """Whom a relative pronoun stands for: "it was X who asked", "X, who had sought the call"."""
        if token.lower_ == "it" and verb.dep_ == "ccomp":
            return next((c for c in verb.head.children if c.dep_ == "nsubj"), token)
        if token.lower_ not in ("who", "that", "which") or verb.dep_ not in ("relcl", "ccomp"):
            return token
        if verb.head.lemma_ == "be":
            return next((c for c in verb.head.children if c.dep_ == "attr"), token)
        return verb.head if verb.dep_ == "relcl" else token

    def _invited(self, verb: Token) -> Asking | None:
        """ "X, invited by Y, arrived", "was invited by Y": the host asked for what follows."""
        agents = behind(verb, frozenset({"by"}))
        if not agents or negated(verb):
            return None
        return Asking(verb, agents, self._asked_to(verb), journey=True)

    def _back(self, verb: Token) -> Asking | None:
        """ "returned a call from X", "returned X's call": X had called."""
        calls = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i in self.triggers]
        owners = [o for c in calls for o in self._owners(c)]
        return Asking(verb, owners, {c.i for c in calls}) if owners else None

    # -- sides -------------------------------------------------------------------------------------------------------------

    def _whose(self, asking: Asking, draft: Draft) -> str | None:
        for token in asking.whose:
            found = self._side(token, draft)
            if found is not None:
                return found
        if asking.whose:
            return None
        others = draft.countries - {self._side(token, draft) for token in asking.asked}
        return next(iter(others)) if len(others) == 1 else None

    def _side(self, token: Token, draft: Draft) -> str | None:
        """The side of a contact that a token stands for, by its mention, its country or the words under it."""
        countries = draft.countries
        if unknown(token):
            return None
        if token.tag_ == "PRP$" and token.head.lemma_.lower() in words().nouns:
            partner = self._partner_before(token, draft)
            if partner is not None:
                return partner
        if token.lower_ in ("latter", "former"):
            return self._in_row(token, countries)
        for t in (token, *(c for c in token.subtree if c != token)):
            named = {a.country for a in self.sides.get(t.i, ())} or {self.codes.get(t.i)}
            named &= countries
            if len(named) == 1:
                return next(iter(named))
            if named or (t == token and t.pos_ == "PRON"):
                return None
        if token.lemma_.lower() == "host":
            return _host(draft)
        return None

    def _partner_before(self, pronoun: Token, draft: Draft) -> str | None:
        """ "Spoke with X at his request": X, for who speaks would not be told to have asked himself."""
        sent = pronoun.sent
        for event in draft.events:
            if not sent.start <= event.trigger.i < pronoun.i:
                continue
            between = [
                m
                for m in self.mil.mentions
                if event.trigger.i < m.start < pronoun.i and m.form in ("name", "office", "counterpart") and m.actors
            ]
            if len(between) == 1 and between[0].actors[0].country in draft.countries:
                return between[0].actors[0].country
        return None

    def _in_row(self, token: Token, countries: set[str]) -> str | None:
        """ "The former", "the latter": of the persons and posts named before in the sentence."""
        sent = token.sent
        named = [
            m.actors[0].country
            for m in self.mil.mentions
            if sent.start <= m.start < token.i and m.form in ("name", "office", "counterpart", "body") and m.actors
        ]
        fitting = [c for c in named if c in countries]
        if not fitting:
            return None
        return fitting[-1] if token.lower_ == "latter" else fitting[0]

    # -- where no word of asking stands beside the contact -----------------------------------------------------------------

    def _told_beside(self, draft: Draft) -> tuple[str, str] | None:
        """What a sentence says of a contact told before ("It was Seoul that had asked for it") or of a journey to it."""
        for event in draft.events:
            sent = event.trigger.head.sent
            before = self.doc[sent.start - 1].sent if sent.start else None
            following = self.doc[sent.end].sent if sent.end < len(self.doc) else None
            for candidate in (sent, following, before):
                for asking in self._in(candidate) if candidate is not None else ():
                    fits = asking.back and asking.token.i > event.trigger.i
                    goes = asking.journey and candidate != following and draft.mode in _FACE_TO_FACE
                    side = self._whose(asking, draft) if fits or goes else None
                    if side is not None:
                        return side, asking.token.lemma_.lower()
        return None

    def _starter(self, event: Event, draft: Draft) -> str | None:
        """Who started a contact by the word that tells it: the sender, the subject of "phoned" or "summoned"."""
        rule, head = event.trigger.rule, event.trigger.head
        first = event.sides.first[0].country if event.sides.first else None
        if event.trigger.noun:
            sender = self._sender(head, draft.countries) if event.mode in _SENT or rule.starts else None
            if sender is not None:
                return sender
            writer = self._writer(head, draft) if event.mode == "letter" else None
            if writer is not None:
                return writer
            called = behind(head, frozenset({"to"})) if rule.lemma in words().one_way else []
            callers = draft.countries - {self._side(t, draft) for t in called}
            if called and len(callers) == 1:
                return next(iter(callers))
        carrier = governors(head)[:1]
        if event.trigger.noun and any(rule.lemma in words().placing.get(v.lemma_.lower(), ()) for v in carrier):
            return first
        if not (first and event.sides.second):
            return None
        if any(v.lemma_.lower() in words().swapping for v in carrier):
            return None  # "exchanged letters"
        calls = rule.starts == "subject" and event.mode in (*_SENT, "visit")
        if calls or rule.lemma == "summon" or event.mode == "letter" or event.status == "requested":
            return first
        return None

    def _writer(self, noun: Token, draft: Draft) -> str | None:
        """Who wrote a letter: whose it is, who has it sent, or who says something "in a letter"; else whom it is not to."""
        owners = [c for c in noun.children if c.dep_ == "poss"] + behind(noun, frozenset({"of", "by"}))
        for verb in governors(noun)[:1]:
            passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
            told_in = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "by", "with")
            sent = noun.dep_ == "dobj" and verb.lemma_.lower() not in words().responding
            if (told_in or sent) and not passive:
                owners += [c for c in verb.children if c.dep_ == "nsubj"] or self._shared(verb)
        found = (self._side(o, draft) for o in owners)
        side = next((f for f in found if f is not None), None)
        if side is not None:
            return side
        # "a letter to X": of two sides the other one wrote it
        receivers = {self._side(t, draft) for t in behind(noun, frozenset({"to"}))}
        writers = draft.countries - receivers
        return next(iter(writers)) if receivers != {None} and len(writers) == 1 else None

    def _sender(self, noun: Token, countries: set[str]) -> str | None:
        """Who stands behind "from" at a noun: "a call from X", "a letter of last month from X"."""
        for m in self.mil.mentions:
            if self.doc[m.start].tag_ == "PRP$":
                continue  # the "his" of "from his counterpart" is the one who was called
            i = m.start - 1
            while i > noun.i and self.doc[i].lower_ in ("the", "his", "her", "their", "its"):
                i -= 1
            if noun.i < i <= noun.i + 6 and self.doc[i].lower_ == "from" and m.actors[0].country in countries:
                return m.actors[0].country
        return None


def _host(draft: Draft) -> str | None:
    """The side that is visited."""
    hosts = {a.country for a in draft.actors if a.derived}
    for event in draft.events:
        if event.trigger.rule.guest == "subject" and event.sides.first:
            hosts |= draft.countries - {a.country for a in event.sides.first}
        elif event.trigger.rule.hosts and event.sides.first:
            hosts |= {a.country for a in event.sides.first if a.country}
    return next(iter(hosts)) if len(hosts) == 1 else None
