"""Sentences around a story that no story took: who did it often stands beside the deed, not in it."""

from collections.abc import Sequence
from datetime import date

from bot.extraction.document import Sentence
from bot.extraction.signs import Signs
from bot.extraction.stories import Story, looks_back


def sentences_around(
    signs: Sequence[Signs], own: Sequence[Story], behind: Sequence[Story], lang: str, today: date | None
) -> list[tuple[Sentence, ...]]:
    """For each own story the free sentences nearest to it, in order; none that looks back.

    After a sentence of history those that follow go on with it ("The X claimed that attack"), until one of
    an own story comes again.
    """
    taken = {one.sentence.index: n for n, story in enumerate(own) for one in story.signs}
    past = {one.sentence.index for story in behind for one in story.signs}
    found: list[list[Sentence]] = [[] for _ in own]
    history = not taken
    for one in signs:
        here = one.sentence.index
        if here in taken:
            history = False
        elif history or here in past or looks_back(one, lang, today):
            history = True
        else:
            # Of two stories as near, the one before: a text goes on about what it has told.
            nearest = min(taken, key=lambda index: (abs(index - here), index))
            found[taken[nearest]].append(one.sentence)
    return [tuple(sentences) for sentences in found]
