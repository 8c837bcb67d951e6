"""Cities that lie side by side and live as one: who asks for one is offered the other."""

# Ids of the gazetteer: Islamabad, Rawalpindi; Kinshasa, Brazzaville; Khartoum, Omdurman, Khartoum North.
_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("1176615", "1166993"),
    ("2314302", "2260535"),
    ("379252", "365137", "379251"),
)


def twins_of(place_id: str) -> tuple[str, ...]:
    """Return the ids of the cities that go with this one, () for most."""
    for group in _TOGETHER:
        if place_id in group:
            return tuple(each for each in group if each != place_id)
    return ()
