"""Who asked for an incident, and why (not): the grammar of /subscribe, expressions, and the choice of chats.

::

    grammar      what a person typed          areas, words, lowest severity, or a question back
    placing      names of places             areas, or a question back
    expression   words and operators          a tree
    facts        an incident                  what it is, as text that words are looked for in
    select       a decision, subscriptions    alerts, and a named reason for every no
"""
