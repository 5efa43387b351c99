"""What :mod:`benchmarks.ablation` leaves out: one Switch a rule or family of rules.

A switch is a list of patches on named attributes.  ``put`` sets another value; ``edit`` replaces
words in a function's source or in a regular expression; ``less`` takes members out of a container.
Modules go by the short names of ROOMS, so that a module that moves is one line here.  A patch that
no longer fits the code raises StaleError, and its row says "not measured": nothing is guessed.
"""

from __future__ import annotations
import __future__

import ast
import importlib
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from types import FunctionType, ModuleType
from typing import Any, Final

from graphkit.extractors.mentions.candidates import Ground

#: Short name → module.
ROOMS: Final[Mapping[str, str]] = {
    "confidence": "graphkit.extractors.attributions.confidence",
    "linking": "graphkit.extractors.attributions.linking",
    "sentences": "graphkit.extractors.attributions.sentences",
    "transcripts": "graphkit.extractors.attributions.transcripts",
    "attributions": "graphkit.extractors.attributions",
    "boilerplate": "graphkit.extractors.boilerplate",
    "posts": "graphkit.extractors.posts",
    "candidates": "graphkit.extractors.mentions.candidates",
    "bodies": "graphkit.extractors.mentions.bodies",
    "entities": "graphkit.extractors.mentions.entities",
    "grouping": "graphkit.extractors.mentions.grouping",
    "sources": "graphkit.extractors.speakers.sources",
    "coreference": "graphkit.extractors.speakers.coreference",
    "decide": "graphkit.extractors.speakers.decide",
    "statements": "graphkit.extractors.statements",
    "affiliations": "graphkit.extractors.affiliations",
    "roles": "graphkit.extractors.affiliations.roles",
    "citations": "graphkit.extractors.citations",
    "chains": "graphkit.extractors.chains",
    "documents": "graphkit.extractors.documents",
    "mastheads": "graphkit.extractors.mastheads",
    "pages": "graphkit.resolve.pages",
    "denials": "graphkit.extractors.denials.find",
    "dispute features": "graphkit.extractors.denials.features",
    "clauses": "graphkit.extractors.denials.candidates",
    "contradiction": "graphkit.text.contradiction",
    "opposites": "graphkit.text.opposites",
    "annotated": "graphkit.text.annotated",
    "quotes": "graphkit.text.quotes",
    "names": "graphkit.text.names",
    "lexicon": "graphkit.text.lexicon",
    "heads": "graphkit.readers.heads",
    "same": "graphkit.resolve.entities",
    "claims": "graphkit.resolve.claims",
    "disputes": "graphkit.resolve.disputes",
}
#: Room → the steps of the pipeline that call it; a switch may name others.
STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        ("linking", "sentences", "transcripts", "attributions"),
        ("find_attributions",),
    ),
    "confidence": ("find_attributions", "find_speakers"),
    "boilerplate": ("find_boilerplate",),
    "posts": ("find_posts",),
    "candidates": ("find_entities",),
    "bodies": ("find_entities",),
    "entities": ("find_entities",),
    "grouping": ("find_entities",),
    "sources": ("find_speakers",),
    "coreference": ("find_speakers",),
    "decide": ("find_speakers",),
    "statements": ("find_statements",),
    "affiliations": ("find_affiliations", "find_speakers"),
    "roles": ("find_affiliations", "find_speakers"),
    "citations": ("find_citations",),
    "chains": ("find_citations",),
    "documents": ("find_citations",),
    "mastheads": ("find_mastheads",),
    "pages": ("resolve",),
    "denials": ("find_denials",),
    "dispute features": ("find_denials",),
    "clauses": ("find_denials",),
    "contradiction": ("find_denials", "resolve"),
    "opposites": ("find_denials", "resolve"),
    "annotated": ("text", "find_attributions"),
    "quotes": ("text", "find_attributions"),
    "names": ("find_entities", "find_speakers", "resolve"),
    "lexicon": ("find_entities", "find_speakers", "find_affiliations", "resolve"),
    "heads": ("read_head",),
    "same": ("resolve",),
    "claims": ("resolve",),
    "disputes": ("resolve",),
}
#: Caches of what a patch may change are emptied in these packages.
_CACHED: Final = ("graphkit.extractors", "graphkit.text", "graphkit.resolve")
#: A regular expression that finds nothing.
NEVER: Final = re.compile(r"(?!)")


class StaleError(Exception):
    """A patch names what the code does not have any more."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One attribute (``room:name`` or ``room:Class.name``) and how to make what replaces it."""

    where: str
    make: Callable[[Any, ModuleType], Any]
    #: Words that an edit takes away; "" where the whole attribute goes.
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule or family of rules to leave out; ``steps`` are those that have to run again."""

    name: str
    room: str
    steps: frozenset[str]
    patches: tuple[Patch, ...]
    #: Further definitions that serve nothing else, for the count of lines.
    owns: tuple[str, ...] = ()


def put(where: str, value: Any) -> Patch:
    """The attribute replaced by a value."""
    return Patch(where, lambda _old, _module: value)


def gives(where: str, value: Any) -> Patch:
    """The function replaced by one that always gives this."""
    return put(where, lambda *_args, **_named: value)


def empty(where: str) -> Patch:
    """The generator or function of a list replaced by one that gives nothing."""
    return put(where, lambda *_args, **_named: iter(()))


def passes(where: str, argument: int) -> Patch:
    """The function replaced by one that gives back its argument of that number."""
    return put(where, lambda *args, **_named: args[argument])


def less(where: str, *members: Any) -> Patch:
    """The container without these members; those of a dict are keys."""

    def make(old: Any, _module: ModuleType) -> Any:
        if missing := [m for m in members if m not in old]:
            raise StaleError(f"{where} has no {missing[0]!r}")
        if isinstance(old, Mapping):
            return {key: value for key, value in old.items() if key not in members}
        return type(old)(item for item in old if item not in members)

    return Patch(where, make, " ".join(map(str, members)))


def clears(where: str, key: Any) -> Patch:
    """The function that gives several regular expressions, one of which finds nothing.

    ``key`` is a name where it gives a dict, a place where it gives a tuple.
    """

    def make(old: Callable[[], Any], _module: ModuleType) -> Callable[[], Any]:
        held = old()
        if isinstance(held, Mapping):
            if key not in held:
                raise StaleError(f"{where} has no {key!r}")
            return lambda: {**held, key: NEVER}
        return lambda: tuple(NEVER if at == key else one for at, one in enumerate(held))

    return Patch(where, make, str(key))


def edit(where: str, old: str, new: str = "") -> Patch:
    """The function's source, or the regular expression, with other words in one place."""

    def make(value: Any, module: ModuleType) -> Any:
        if isinstance(value, re.Pattern):
            return re.compile(_replaced(value.pattern, old, new, where), value.flags)
        function = value.func if isinstance(value, cached_property) else value
        source = _replaced(textwrap.dedent(inspect.getsource(function)), old, new, where)
        made: dict[str, Any] = {}
        flags = __future__.annotations.compiler_flag
        exec(compile(source, where, "exec", flags=flags, dont_inherit=True), vars(module), made)
        if isinstance(value, cached_property):
            # a class that is there already does not tell it its name
            made[function.__name__].__set_name__(None, function.__name__)
        return made[function.__name__]

    return Patch(where, make, old)


def _replaced(text: str, old: str, new: str, where: str) -> str:
    if text.count(old) != 1:
        raise StaleError(f"{where} has {text.count(old)} times {old!r}")
    return text.replace(old, new)


def _module(where: str) -> ModuleType:
    name = ROOMS[where.partition(":")[0]]
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise StaleError(f"there is no {name}") from error


def _holder(where: str) -> tuple[Any, str]:
    """What has the attribute, and its name."""
    holder: Any = _module(where)
    *path, name = where.partition(":")[2].split(".")
    for part in (*path, name):
        if part not in vars(holder):
            raise StaleError(f"there is no {where}")
        holder = vars(holder)[part] if part != name else holder
    return holder, name


@contextmanager
def without(switch: Switch) -> Iterator[None]:
    """What the switch names is left out inside; StaleError if the code has changed."""
    with ExitStack() as stack:
        for patch in switch.patches:
            stack.enter_context(_patched(patch))
        _forget()
        yield
    _forget()


@contextmanager
def _patched(patch: Patch) -> Iterator[None]:
    holder, name = _holder(patch.where)
    old = vars(holder)[name]
    new = patch.make(old, _module(patch.where))
    places = [(vars(holder), name)] if isinstance(holder, ModuleType) else []
    places += list(_others(old, name)) if places else []
    if not places:
        setattr(holder, name, new)
    for names, key in places:
        names[key] = new
    try:
        yield
    finally:
        if not places:
            setattr(holder, name, old)
        for names, key in places:
            names[key] = old


def _others(old: Any, name: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Where else the package holds the same object: imported names, and members of tables."""
    plain = isinstance(old, int | float | str | tuple | None.__class__)
    for module in [m for n, m in sys.modules.items() if n.startswith("graphkit.")]:
        for key, value in list(vars(module).items()):
            if value is old and (key == name or not plain):
                yield vars(module), key
            elif isinstance(value, dict) and isinstance(old, FunctionType):
                yield from ((value, k) for k, v in list(value.items()) if v is old)


def _forget() -> None:
    """Empty the caches of functions that may have read what was patched."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_CACHED):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def lines_of(switch: Switch) -> int:
    """About how many lines of code go with a switch, blank ones left out."""
    total = 0
    for patch in switch.patches:
        total += 1 + patch.gone.strip().count("\n") if patch.gone else _size(patch.where)
    return total + sum(map(_size, switch.owns))


def _size(where: str) -> int:
    """The lines of a definition, or of a whole module, comments and blank lines left out."""
    try:
        source = inspect.getsource(_module(where))
    except StaleError:
        return 0
    tree: Any = ast.parse(source)
    for part in filter(None, where.partition(":")[2].split(".")):
        tree = next((node for node in tree.body if part in _defines(node)), None)
        if tree is None:
            return 0
    rows = source.splitlines()
    first, last = getattr(tree, "lineno", 1), getattr(tree, "end_lineno", len(rows))
    return sum(bool(row.strip()) and row.strip()[0] != "#" for row in rows[first - 1 : last])


def _defines(node: ast.AST) -> tuple[str, ...]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return (node.name,)
    targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
    return tuple(t.id for t in targets if isinstance(t, ast.Name))


def _switch(
    name: str, *patches: Patch, steps: tuple[str, ...] = (), owns: tuple[str, ...] = ()
) -> Switch:
    rooms = [patch.where.partition(":")[0] for patch in patches]
    touched = steps or tuple(step for room in rooms for step in STEPS[room])
    return Switch(name, rooms[0], frozenset(touched), patches, owns)


def _weight(name: str) -> Switch:
    """One feature of how present somebody is."""
    return _switch(
        f"presence: {name}",
        edit(
            "coreference:Discourse._standing",
            f"\n            {name}=",
            f"\n            {name}=0 and ",
        ),
    )


SWITCHES: Final[tuple[Switch, ...]] = (
    # --- attributions
    _switch("spans that the labels missed", gives("linking:_pointed", (None, 0.0))),
    _switch("least mass of a pointer", put("linking:LEAST_MASS", 0.0)),
    _switch("least confidence to be kept", gives("confidence:least", 0.0)),
    _switch("least confidence to have a speaker", gives("confidence:named", 0.0)),
    _switch("sentences: all", passes("sentences:within_sentences", 1), owns=("sentences:",)),
    _switch(
        "sentences: pieces of a content", put("sentences:_by_sentence", lambda _text, one: [one])
    ),
    _switch("sentences: source beyond the cue's", passes("sentences:_with_source", 1)),
    _switch("sentences: abbreviations", put("annotated:_ABBREVIATIONS", frozenset())),
    _switch("sentences: initials", put("annotated:_INITIALS", NEVER)),
    _switch(
        "sentences: dash or colon for a cue",
        edit("annotated:AnnotatedText.parted", "return False\n    return", "pass\n    return"),
    ),
    _switch(
        "sentences: quotes of several sentences are in one",
        edit("annotated:AnnotatedText._starts", "self.states[at] == OUTSIDE and ", ""),
    ),
    _switch("layout: all", gives("transcripts:laid_out", []), owns=("transcripts:",)),
    _switch("layout: NAME: and Q. A.", gives("transcripts:_turns", [])),
    _switch("layout: NAME:", put("transcripts:_SPEAKER", NEVER)),
    _switch("layout: Q. A.", put("transcripts:_LETTER", NEVER)),
    _switch("layout: quote — Name", gives("transcripts:_dashed", []), owns=("transcripts:_names",)),
    _switch("layout: Lee added:", gives("transcripts:_led", [])),
    _switch("layout: labels that are nobody", put("transcripts:_NOBODY", frozenset())),
    _switch(
        "layout: what is said within a turn",
        edit(
            "transcripts:with_laid_out",
            "if not within or not one.cue or one.content == line.content:\n"
            "                return False",
            "return False",
        ),
    ),
    _switch(
        "attributions in boilerplate",
        edit("attributions:find_attributions", "for other in boilerplate", "for other in ()"),
    ),
    # --- quotation marks
    _switch("quotes: elision ('em, '90s)", put("quotes:_ELISION", NEVER)),
    _switch("quotes: feet and inches", put("quotes:_NO_MARKS", NEVER)),
    _switch("quotes: quotations over paragraphs", put("quotes:_CARRIED_ON", 99.0)),
    _switch("quotes: paragraphs opened anew", put("quotes:_REOPENED", 3.0)),
    _switch("quotes: lines wrapped by hand", put("quotes:_LONGEST_WRAPPED", 0)),
    _switch("quotes: edges that stay unquoted", put("quotes:_UNQUOTED_EDGE", 0)),
    # --- boilerplate
    _switch("boilerplate: all", empty("boilerplate:boilerplate_of"), owns=("boilerplate:",)),
    *(
        _switch(f"boilerplate: {kind}", clears("boilerplate:_listed", kind))
        for kind in ("button", "call", "anywhere")
    ),
    *(
        _switch(f"boilerplate: {name}", put(f"boilerplate:{where}", NEVER))
        for name, where in (
            ("polls", "_POLL"),
            ("answers of polls", "_POLL_ANSWERS"),
            ("credits in brackets", "_CREDIT"),
            ("lines of credit", "_CREDIT_LINE"),
            ("bios", "_BIO"),
            ("authors from by-lines", "_BYLINE"),
        )
    ),
    _switch(
        "boilerplate: about the author",
        put("boilerplate:_bio_start", lambda _document, lines: len(lines)),
        owns=("boilerplate:_BIO", "boilerplate:_BYLINE", "boilerplate:_is_author"),
    ),
    # --- posts
    _switch("posts: all", empty("posts:posts_of"), owns=("posts:",)),
    _switch(
        "posts: forms of Instagram and Facebook",
        Patch("posts:_FORMS", lambda old, _module: old[:1]),
        owns=("posts:_SHARED", "posts:_POSTED"),
    ),
    _switch("posts: the rest of the post", gives("posts:_Lines.continued", None)),
    _switch("posts: prose that leads in", put("posts:_LEAD_IN", NEVER)),
    _switch("posts: several lines", put("posts:_Lines._first_line", lambda _s, last, *_: last)),
    _switch("posts: elements around a post", put("posts:_TAG", NEVER)),
    _switch("posts: platforms", put("posts:_PLATFORMS", ())),
    _switch("posts: addresses of posts", put("posts:_STATUS", NEVER)),
    # --- mentions: candidates
    _switch("candidates: lists", empty("candidates:listed"), owns=("candidates:_fits",)),
    _switch("candidates: doubtful names of lists", gives("candidates:doubtful_holds", False)),
    _switch(
        "candidates: House and Senate",
        edit("candidates:doubtful_holds", 'if surface in ("House", "Senate"):', "if False:"),
    ),
    _switch("candidates: words in capitals around", gives("candidates:_shouted", False)),
    _switch("candidates: the recogniser", empty("candidates:recognised")),
    _switch(
        "candidates: recogniser's groups and places",
        edit(
            "candidates:recognised",
            'if kind in ("Agency", "Organization") and " " in text[start:end]:',
            "if False:",
        ),
    ),
    _switch(
        "candidates: cuts of recognised names",
        put("candidates:_pieces", lambda _t, a, b: iter(((a, b),))),
    ),
    _switch("candidates: heads of names", gives("candidates:head_type", None)),
    _switch("candidates: plain names", gives("candidates:_plain_name", False)),
    _switch(
        "candidates: words never in a person's name", put("candidates:_NEVER_PERSON", frozenset())
    ),
    _switch("candidates: accounts", empty("candidates:accounts")),
    _switch(
        "candidates: police by acronym", empty("candidates:departments"), owns=("grouping:_police",)
    ),
    _switch("candidates: authors of posts", empty("candidates:authored")),
    _switch("candidates: titles", empty("candidates:titled"), owns=("candidates:_titled_pattern",)),
    _switch("candidates: headlines", gives("candidates:headlines", ())),
    _switch(
        "candidates: campaigns, offices, administrations",
        empty("bodies:person_bodies"),
        owns=("bodies:_PERSON_BODY",),
    ),
    _switch(
        "candidates: bodies of places",
        empty("bodies:place_bodies"),
        owns=("bodies:_PLACE_BODY", "bodies:_place_body"),
    ),
    _switch(
        "candidates: police of places",
        edit(
            "bodies:_PLACE_BODY",
            "|(?:[Cc]ity |[Cc]ounty )?(?:police|Police|PD|P\\.D\\.)"
            "(?: [Dd]epartment| [Dd]ept\\.?)?",
        ),
    ),
    _switch(
        "candidates: countries as speakers",
        empty("bodies:countries"),
        owns=("bodies:_a_people",),
    ),
    _switch("candidates: ranks", edit("entities:_best", "-c.ground, c.start", "c.start")),
    _switch(
        "candidates: listed phrases before listed words",
        edit("candidates:listed", "else Ground.LISTED_PHRASE", "else Ground.LISTED"),
    ),
    *(
        _switch(
            f"grounds: {weak} as good as {strong}",
            edit(
                "entities:_best",
                "-c.ground, c.start",
                f"-(Ground.{weak} if c.ground is Ground.{strong} else c.ground), c.start",
            ),
        )
        for weak, strong in pairwise(Ground.__members__)
    ),
    # --- mentions: choosing
    _switch("choosing: bodies that are people", passes("entities:_as_people", 1)),
    _switch(
        "choosing: support for names",
        passes("entities:_supported", 1),
        owns=("entities:_speaks", "entities:_rare"),
    ),
    _switch("choosing: words around people", gives("entities:_speaks", False)),
    _switch("choosing: single words", passes("entities:_take_single", 1)),
    _switch("choosing: names again", gives("entities:_again", [])),
    _switch(
        "choosing: boilerplate names nobody",
        edit("entities:find_entities", "if aside and", "if False and"),
    ),
    # --- lists
    _switch("list: words that are no names", gives("lexicon:not_names", frozenset())),
    _switch("list: first names", gives("lexicon:first_names", {})),
    _switch("list: last names", gives("lexicon:last_names", frozenset())),
    _switch(
        "list: people",
        gives("lexicon:known_people", {}),
        gives("lexicon:person_by_handle", {}),
        gives("lexicon:person_by_name", {}),
    ),
    _switch("list: short forms of first names", gives("lexicon:short_forms", {})),
    _switch("list: accounts of bodies", gives("lexicon:body_by_handle", {})),
    # --- mentions: grouping
    _switch("grouping: end of a longer name", gives("grouping:_ends", False)),
    _switch(
        "grouping: President and a known name",
        edit("grouping:_bearer", 'if known and "President" in one.titles:', "if False:"),
    ),
    _switch(
        "grouping: gender of titles",
        gives("grouping:title_gender", ""),
        steps=("find_entities", "find_speakers"),
    ),
    _switch(
        "grouping: lone first names",
        edit("grouping:_bearer", "by_given[0] if len(by_given) == 1 else None", "None"),
    ),
    _switch(
        "grouping: acronyms and short forms of bodies",
        gives("grouping:_Bodies.tie", None),
        owns=("grouping:_Bodies._long_for",),
    ),
    _switch(
        "grouping: acronyms in brackets",
        edit("grouping:_Bodies._long_for", "(defined, spelled)", "(spelled,)"),
    ),
    _switch(
        "grouping: acronyms spelled",
        edit("grouping:_Bodies._long_for", "(defined, spelled)", "(defined,)"),
    ),
    _switch(
        "grouping: Yale for Yale University",
        edit(
            "grouping:_Bodies._long_for",
            "return longer[0] if len(longer) == 1 and not name.isupper() else None",
            "return None",
        ),
    ),
    _switch("grouping: police by initials", gives("grouping:_police", "")),
    _switch("grouping: accounts", gives("grouping:_tie_accounts", None)),
    _switch("grouping: owners of campaigns and offices", gives("grouping:_owner", None)),
    _switch("grouping: names in capitals", passes("grouping:_cased", 0)),
    # --- names
    _switch("names: titles before", gives("names:titles_before", ())),
    _switch("names: particles", put("names:PARTICLES", frozenset())),
    _switch(
        "names: short first names are one", edit("names:same_given", "return 0.9", "return 0.0")
    ),
    _switch(
        "names: initials of first names",
        edit("names:same_given", "return 0.8 if left[0] == right[0] else 0.0", "return 0.0"),
    ),
    # --- roles
    _switch("roles: before a name", empty("roles:before")),
    _switch(
        "roles: behind a name", empty("roles:after"), owns=("roles:_described", "roles:_phrase_end")
    ),
    _switch("roles: who leads", put("roles:_LEADS", {})),
    _switch(
        "roles: NAME as ROLE",
        edit("roles:after", r'elif match := re.match(r"\s+as\s+", rest):', "elif match := None:"),
    ),
    _switch(
        "roles: NAME of BODY",
        edit(
            "roles:after",
            r'elif match := re.match(r"\s+(?:of|from|with)\s+(?:the\s+)?", rest):',
            "elif match := None:",
        ),
    ),
    # --- sources
    _switch("sources: titles that go on", gives("sources:_titled", None)),
    _switch("sources: appositions", gives("sources:_apposed", None)),
    _switch("sources: two roles and a name", gives("sources:_coordinate", None)),
    _switch(
        "sources: documents",
        edit("sources:_by_noun", "return _document(held, rest, read, depth)", "pass"),
        owns=("sources:_document", "sources:_ISSUED"),
    ),
    _switch("sources: issuers of documents", put("sources:_ISSUED", frozenset())),
    _switch("sources: who speaks for somebody", put("sources:_SPEAKS_FOR", frozenset())),
    _switch("sources: owners cut off", gives("decide:_is_owner", False)),
    _switch(
        "sources: role without a name spoke last", gives("decide:_Document.after_unnamed", False)
    ),
    _switch(
        "sources: nobody speaks of himself as he in a quote",
        edit("decide:find_speakers", "frozenset({around.key}) if around else barred", "barred"),
    ),
    _switch(
        "sources: I and we in a quote",
        edit(
            "decide:find_speakers",
            "    if around is not None:\n            speakers[i] = around",
            "    pass",
        ),
    ),
    _switch(
        "sources: documents named before",
        edit("decide:_entity", "return issued if read.definite else None", "pass"),
    ),
    _switch(
        "sources: who is meant by a noun",
        edit(
            "decide:_entity",
            "return choose(at, one.nominals.candidates(read, at.start, owner))",
            "return None",
        ),
    ),
    _switch("sources: the author's I", gives("decide:author_of", None)),
    # --- coreference
    _switch("coreference: he and she", gives("coreference:Discourse.person", None)),
    _switch("coreference: who and which", gives("coreference:Discourse.antecedent", None)),
    _switch(
        "coreference: bodies",
        gives("coreference:Discourse.body", None),
        owns=("coreference:_ANY_BODY",),
    ),
    _switch(
        "coreference: it",
        edit(
            "coreference:Discourse.body",
            "return best.entity if best else None",
            "return None",
        ),
    ),
    _weight("sentences_back"),
    _weight("paragraphs_back"),
    _weight("subject"),
    _weight("spoke"),
    _weight("gender_unknown"),
    _switch("coreference: body nouns for any name", put("coreference:_ANY_BODY", frozenset())),
    _switch(
        "coreference: plain words before body nouns",
        put("coreference:_PLAIN_MODIFIERS", frozenset()),
    ),
    _switch(
        "coreference: role nouns",
        gives("coreference:Discourse.role", None),
        owns=("coreference:GENERAL",),
    ),
    _switch("coreference: general roles", put("coreference:GENERAL", frozenset())),
    _switch(
        "coreference: president is a title only",
        edit(
            "coreference:Discourse.role",
            'told.titles if low == "president" and not modifiers else told.nouns',
            "told.nouns",
        ),
    ),
    _switch(
        "coreference: parties in brackets",
        edit(
            "coreference:Discourse._profile",
            r"""if party := re.match(r"\s*\((R|D)\b", self.text[mention.span.end :][:8]):""",
            "if party := None:",
        ),
    ),
    _switch(
        "coreference: states in brackets",
        edit(
            "coreference:Discourse._profile",
            "if state := re.match(",
            "if state := None and re.match(",
        ),
    ),
    _switch(
        "coreference: roles in profiles",
        edit(
            "coreference:Discourse._profile",
            "for role in roles_at(place, mention.span):",
            "for role in ():",
        ),
    ),
    _switch(
        "coreference: gender of first names",
        edit("coreference:Discourse._profile", "if not made.gender and name.given:", "if False:"),
    ),
    _switch(
        "coreference: aside behind a subject",
        edit("coreference:Discourse._see", "if aside:", "if False:"),
    ),
    _switch(
        "coreference: said NAME",
        edit(
            "coreference:Discourse._see",
            "subject = subject or bool(",
            "subject = subject or False and bool(",
        ),
    ),
    _switch("coreference: reach of six sentences", put("coreference:REACH", 2)),
    # --- statements
    _switch(
        "statements: all",
        put(
            "statements:find_statements",
            lambda _a, found: (list(found.attributions), list(found.posts)),
        ),
        owns=("statements:",),
    ),
    _switch(
        "statements: what is said in a post",
        gives("statements:_post_around", None),
        owns=("statements:_clip",),
    ),
    _switch(
        "statements: posts that are quoted",
        gives("statements:_quoted_post", None),
        owns=(
            "statements:_POSTED",
            "statements:_POST_VERB",
            "statements:_network",
            "statements:_cue_words",
            "statements:_prose_post",
        ),
    ),
    _switch(
        "statements: sentences of long posts",
        put("statements:_LONG", 100_000),
        owns=("statements:_sentences",),
    ),
    # --- citations
    _switch(
        "citations: of outlets",
        empty("citations:_of_outlets"),
        owns=("citations:_around",),
    ),
    _switch("citations: words before", clears("citations:_around", 0)),
    _switch("citations: words behind", clears("citations:_around", 1)),
    _switch(
        "citations: of reporters", empty("citations:_of_reporters"), owns=("citations:_REPORTER",)
    ),
    _switch(
        "citations: of releases",
        empty("documents:_releases"),
        owns=("documents:_RELEASE", "documents:_distance"),
    ),
    _switch("citations: of other documents", gives("documents:_put_out", False)),
    _switch("citations: outlets that were told", empty("chains:told_outlets")),
    _switch("citations: outlets that cite", empty("chains:_outlets_citing")),
    _switch("citations: named with their paper", empty("chains:_staff")),
    _switch("outlets: marks of the page", gives("mastheads:_mark", None)),
    _switch("outlets: people spoken to", empty("mastheads:_interviews")),
    _switch("outlets: a line that a folder repeats", gives("pages:_repeated", frozenset())),
    _switch("citations: was cited in", empty("citations:_passive"), owns=("citations:_CITED_BY",)),
    _switch(
        "citations: in what people say",
        empty("citations:_in_speech"),
        owns=("citations:_CITING", "citations:_stands_in"),
    ),
    _switch("citations: of posts", empty("citations:_of_posts")),
    # --- denials
    _switch("denials: all", empty("denials:find_denials"), owns=("denials:",)),
    _switch("denials: classes of words", gives("dispute features:classes_in", frozenset())),
    _switch("denials: assertions inside a denial", gives("clauses:own_clause", None)),
    _switch("denials: the article's own voice", empty("denials:told_untrue")),
    _switch("denials: opposites", gives("opposites:opposed", None)),
    _switch("denials: other numbers", gives("contradiction:_other_count", "")),
    _switch("denials: a negation on one side", gives("contradiction:_negates", False)),
    _switch("disputes: topics elsewhere", gives("disputes:_Topics.find", [])),
    # --- who is who
    _switch("same: names shared", put("same:SHARED", 1_000_000)),
    _switch("same: accounts", passes("same:_join_accounts", 0)),
    _switch("claims: retold", gives("claims:retold", None)),
    _switch("claims: open speakers", gives("claims:_join_open", None)),
    # --- heads of texts
    _switch("heads: outlet of a copyright line", gives("heads:_copyright_outlet", "")),
)
