"""Which way text runs. A value that runs against its line stands between bidi isolates (U+2068 … U+2069), so
that it can't turn the line round; where nothing runs against, none are put: each costs two characters.
"""

import re

RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"
_ISOLATES = re.compile("[\u2066-\u2069]")
_MARKS = re.compile("([\u2066-\u2069])")
# Letters that run from right to left: Hebrew to Arabic Extended-B, and the presentation forms.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Latin to Armenian, India to Oceania, and all that is written with Han, Kana and Hangul.
_LEFT_TO_RIGHT = re.compile(
    "[A-Za-z\u00aa-\u02b8\u0370-\u058f\u0900-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufaff]"
)


def strip_isolates(text: str) -> str:
    """Return ``text`` without bidi isolates."""
    return _ISOLATES.sub("", text)


def runs_against(text: str, *, left_to_right: bool) -> bool:
    """Whether letters of ``text`` that no isolate holds run against a line of the given direction."""
    against = _RIGHT_TO_LEFT if left_to_right else _LEFT_TO_RIGHT
    if not against.search(text):
        return False
    return bool(against.search(_bare(text)))


def isolated(text: str, *, left_to_right: bool) -> str:
    """Return ``text``, between isolates if it runs against the line."""
    return f"{_opener(text)}{text}{PDI}" if runs_against(text, left_to_right=left_to_right) else text


def pruned(text: str, *, left_to_right: bool) -> str:
    """Return ``text`` with those of its isolates alone whose content runs against the line."""
    against = _RIGHT_TO_LEFT if left_to_right else _LEFT_TO_RIGHT
    if not against.search(text):
        return strip_isolates(text)
    kept, bare = [""], [""]
    for part in _MARKS.split(text):
        if part == PDI:
            if len(kept) > 1:
                inner, own = kept.pop(), bare.pop()
                turns = bool(against.search(own))
                kept[-1] += f"{_opener(own)}{inner}{PDI}" if turns else inner
                bare[-1] += "" if turns else own
        elif part and _ISOLATES.match(part):
            kept.append("")
            bare.append("")
        else:
            kept[-1] += part
            bare[-1] += part
    return "".join(kept)


def _opener(text: str) -> str:
    """FSI lets the first letter decide; a phrase may begin with a foreign name and yet run from the right."""
    first_left, right = _LEFT_TO_RIGHT.search(text), _RIGHT_TO_LEFT.search(text)
    if first_left is None or right is None or right.start() < first_left.start():
        return FSI
    turned = len(_RIGHT_TO_LEFT.findall(text)) > len(_LEFT_TO_RIGHT.findall(text))
    return RLI if turned else FSI


def _bare(text: str) -> str:
    """``text`` without what stands between isolates."""
    depth, kept = 0, []
    for part in _MARKS.split(text):
        if part == PDI:
            depth = max(0, depth - 1)
        elif part and _ISOLATES.match(part):
            depth += 1
        elif not depth:
            kept.append(part)
    return "".join(kept)
