"""Every key that one typing error makes of another.

Trying them all against the hashes of the known names takes half a millisecond and needs no table of deletions
in the package.
"""

from collections.abc import Iterator

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ",
    "абвгдеежзийклмнопрстуфхцчшщъыьэюя ",
    "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوهیءں ",
)


def one_edit_away(key: str) -> Iterator[str]:
    """Yield each key one inserted, dropped, replaced or swapped letter away, once. Chinese has none."""
    alphabet = next((each for each in _ALPHABETS if key[:1] in each), "")
    if not alphabet:
        return
    seen = {key}
    for other in _edits(key, alphabet):
        if other not in seen:
            seen.add(other)
            yield other


def _edits(key: str, alphabet: str) -> Iterator[str]:
    for at in range(len(key) + 1):
        head, tail = key[:at], key[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in alphabet:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail
