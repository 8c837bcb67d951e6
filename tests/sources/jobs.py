"""What worker processes are given to do in the tests. Imports little: a worker imports it too."""

import os
import time

from bot.sources.feed import Parsed


def add(a: int, b: int) -> int:
    return a + b


def fail() -> None:
    raise ValueError("told")


def spin() -> None:
    while True:
        try:
            time.monotonic()
        except Exception:
            continue


def deaf() -> None:
    # One call into C that never looks at signals.
    sum(range(10**13))


def die() -> None:
    os._exit(1)


def eat() -> int:
    return len(bytearray(3_000_000_000))


def dying_parse(body: bytes, content_type: str, url: str) -> Parsed:
    os._exit(1)


def hanging_parse(body: bytes, content_type: str, url: str) -> Parsed:
    spin()
    return Parsed()
