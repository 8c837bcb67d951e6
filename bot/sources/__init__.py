"""Sources: fetch politely and safely, read, tell what is new, remember how each one is doing.

One file a kind (``feed``), and a line in ``registry.KINDS``. ``fetch`` is the only one that touches the
network, and a kind's reading runs in a worker process: hostile input that costs milliseconds.
"""
