"""Places: the gazetteer, what people type, and names in texts.

::

    gazetteer.py   look-up by id, name and position        unpack.py, layout.py: the file behind it
    query.py       "Hyderabad Sindh" -> one place, or a question back
    scan.py        a text -> names (stopwords.toml)        folding.py, edits.py, endings.py: spellings
    resolve.py     names -> the places that are meant      context.py: the words around them (context.toml)
"""
