"""Where a test may kill the process: ``SITREP_FAILPOINT=<name>`` or ``<name>:<n>`` for the n-th time there.

Off unless the variable is set when the program starts. Names: ``decided`` (the alerts of an item are in its
transaction, which is not committed), ``claimed``, ``marked`` (intent committed, nothing sent), ``answered``
(Telegram took it, nothing recorded), ``recorded``.
"""

import os
import signal

_NAME, _, _COUNT = os.environ.get("SITREP_FAILPOINT", "").partition(":")
_left = int(_COUNT) if _COUNT.isdigit() else 1


def reached(name: str) -> None:
    """Kill the process if this is the place it was told to die at."""
    global _left
    if name != _NAME:
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
