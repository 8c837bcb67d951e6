"""Sitrep: from a feed to a phone.

The way of the data, and which package does each step::

    sources     poll one source, no transaction open      entries
    sources     unseen entries and revisions              items
    extraction  read an item (pure, off the event loop)   mentions
    incidents   open | join | correct | merge | nothing   incidents
    matching    who asked for this, and why (not)         alerts
    storage     item, incident and alerts: one commit     outbox
    rendering   an alert as text and buttons              message
    delivery    claim, send, record the outcome           outcome

``bot.pipeline`` is the one file that knows this order; ``bot.app`` builds everything once.
"""
