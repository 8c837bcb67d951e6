"""Random expressions against a slow evaluator that shares no code with the real one, and random garbage.

``python -m tests.fuzz.expressions [N] [FIRST]`` (part of ``make fuzz``) tries so many, names what is wrong
and prints the slowest; it ends by itself, with status 1 if any went wrong or took more than 50 ms.
"""

import random
import sys
import time
from dataclasses import dataclass

from bot.matching.expression import parse
from bot.matching.facts import Facts
from bot.matching.tree import holds
from bot.model.errors import UserError
from tests.matching.builders import happened

# Words that are no group, kind or people to the matcher, so that a word is only itself.
WORDS = (
    "lantern",
    "orchard",
    "kettle",
    "velvet",
    "copper",
    "meadow",
    "thimble",
    "گلاب",
    "صندوق",
    "фонарь",
    "灯笼",
)
_STARTS = ("lan", "orch", "ket", "vel", "cop", "گل", "фон")
_NOISE = '()|"*-:,. \u200f\u202eAaZz09≥<>“”«»（）｜severity>=kind:bombing or OR NOT not 灯 ک\x00\ud83d'
_MOST_FAILURES = 20
SLOW_S = 0.05


@dataclass(frozen=True)
class Tree:
    """``op`` is word, phrase, prefix, not, and, or; ``of`` the words or the branches."""

    op: str
    of: tuple["Tree | str", ...]


def grow(rng: random.Random, depth: int = 3) -> Tree:
    """A random expression, at most so deep."""
    leaf = depth == 0 or rng.random() < 0.3
    if leaf:
        op = rng.choice(("word", "word", "phrase", "prefix"))
        if op == "prefix":
            return Tree(op, (rng.choice(_STARTS),))
        spaced = WORDS[:-1]
        return Tree(op, tuple(rng.sample(spaced, 2)) if op == "phrase" else (rng.choice(WORDS),))
    op = rng.choice(("not", "and", "or", "and", "or"))
    return Tree(op, tuple(grow(rng, depth - 1) for _ in range(1 if op == "not" else rng.randint(2, 3))))


def write(tree: Tree, rng: random.Random) -> str:
    """The expression as somebody may type it."""
    if tree.op == "phrase":
        opens, closes = rng.choice(('""', "“”", "«»"))
        return f"{opens}{' '.join(map(str, tree.of))}{closes}"
    if tree.op in ("word", "prefix"):
        text = str(tree.of[0])
        text = text.upper() if rng.random() < 0.2 else text
        return f"{text}*" if tree.op == "prefix" else text
    branches = [each for each in tree.of if isinstance(each, Tree)]
    if tree.op == "not":
        return f"{rng.choice(('-', 'not ', 'NOT '))}{_grouped(branches[0], rng)}"
    joint = rng.choice((" | ", "|", " or ", " OR ")) if tree.op == "or" else rng.choice((" ", "  "))
    return joint.join(_grouped(each, rng) for each in branches)


def _grouped(tree: Tree, rng: random.Random) -> str:
    text = write(tree, rng)
    if tree.op in ("and", "or") or (tree.op == "not" and rng.random() < 0.5):
        return f"({text})" if rng.random() < 0.8 else f"（{text}）"
    return text


def true_of(tree: Tree, text: str) -> bool:
    """The slow evaluator: whether the expression is true of a text of small words with single spaces."""
    words = text.split()
    match tree.op:
        case "word":
            return any(
                str(tree.of[0]) in word if tree.of[0] == WORDS[-1] else tree.of[0] == word for word in words
            )
        case "phrase":
            return f" {' '.join(map(str, tree.of))} " in f" {text} "
        case "prefix":
            return any(word.startswith(str(tree.of[0])) for word in words)
    values = [true_of(each, text) for each in tree.of if isinstance(each, Tree)]
    return not values[0] if tree.op == "not" else all(values) if tree.op == "and" else any(values)


def garbage(rng: random.Random) -> str:
    """Anything at all, up to 300 characters."""
    return "".join(rng.choice(_NOISE) for _ in range(rng.randint(0, 300)))


def attempt(number: int) -> str:
    """Try the expression of this number; "" if all went well, else what went wrong."""
    rng = random.Random(number)
    text = " ".join(rng.sample(WORDS, rng.randint(1, 7)))
    if number % 4 == 3:
        typed = garbage(rng)
        try:
            holds(parse(typed), Facts(happened(text)))
        except UserError:
            return ""
        return ""
    tree = grow(rng)
    typed = write(tree, rng)
    said = holds(parse(typed), Facts(happened(text)))
    return "" if said == true_of(tree, text) else f"{typed!r} is {said} of {text!r}"


def main(count: int, first: int = 0) -> int:
    """Try so many, and say what came of them."""
    wrong: list[str] = []
    slowest, at = 0.0, first
    for number in range(first, first + count):
        begun = time.perf_counter()
        try:
            fault = attempt(number)
        except Exception as error:
            fault = repr(error)
        took = time.perf_counter() - begun
        if took > SLOW_S:
            # Another process may have had the core: what is slow is slow again.
            begun = time.perf_counter()
            attempt(number)
            took = time.perf_counter() - begun
        if took > slowest:
            slowest, at = took, number
        if fault:
            wrong.append(f"{number}: {fault}")
        if len(wrong) >= _MOST_FAILURES:
            break
    print(*wrong, sep="\n")
    print(f"{count} expressions, {len(wrong)} wrong; the slowest, number {at}, took {1000 * slowest:.1f} ms")
    return 1 if wrong or slowest > SLOW_S else 0


if __name__ == "__main__":
    sys.exit(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    )
