"""Model objects to and from JSON-ready data: enums as values, datetimes as ISO 8601, tuples as lists."""

from typing import Any, TypeVar

from cattrs.preconf.json import make_converter

_converter = make_converter(omit_if_default=True)
_T = TypeVar("_T")


@_converter.register_structure_hook
def _scalar(value: Any, _: Any) -> str | int | bool | None:
    if value is None or isinstance(value, str | int | bool):
        return value
    raise ValueError(f"a claim's value is text, a number, true, false or null, not {type(value).__name__}")


def prepare(*kinds: type[Any]) -> None:
    """Work out how these are read and written, which takes some 30 ms at the first use of each."""
    for kind in kinds:
        _converter.get_structure_hook(kind)
        _converter.get_unstructure_hook(kind)


def to_data(value: Any) -> Any:
    """Return JSON-ready data; fields that hold their default are left out."""
    return _converter.unstructure(value)


def from_data(cls: type[_T], data: Any) -> _T:
    """Build ``cls`` from what ``to_data`` gave; unknown keys are ignored, so old rows stay readable.

    Raises ``cattrs.errors.BaseValidationError`` when a value has the wrong shape.
    """
    return _converter.structure(data, cls)
