"""The shape that the request of a callback must have for Dash to run it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Ids of components that match by pattern are written as JSON objects.
PATTERN = "{"


class Malformed(Exception):  # noqa: N818 - says what the request is
    """The request of a callback cannot be used; the message tells why."""


def check_callback(body: object, callbacks: Mapping[str, Mapping[str, Any]]) -> None:
    """Check that a parsed body is a request of one of the callbacks.

    Parameters
    ----------
    body
        The body, parsed.
    callbacks
        ``app.callback_map``.

    Raises
    ------
    Malformed
        A key is missing, has a value of another type, or names what its callback does not have.

    """
    if not isinstance(body, dict):
        raise Malformed("Found no JSON object.")
    output = body.get("output")
    callback = callbacks.get(output) if isinstance(output, str) else None
    # Callbacks that run in the browser are listed too, without a function.
    if callback is None or "callback" not in callback:
        raise Malformed("Found no output of a callback in `output`.")
    _check_list("inputs", body.get("inputs", []), callback["inputs"])
    _check_list("state", body.get("state", []), callback["state"])
    _check_outputs(body.get("outputs"), callback)
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(one, str) for one in changed):
        raise Malformed("Found something else than a list of texts in `changedPropIds`.")


def _check_outputs(found: object, callback: Mapping[str, Any]) -> None:
    if callback.get("no_output"):
        return
    declared = callback["output"]
    many = isinstance(declared, list | tuple)
    expected = [
        {"id": one.component_id_str(), "property": one.component_property}
        for one in (declared if many else [declared])
    ]
    _check_list("outputs", found if many else [found], expected)


def _check_list(name: str, found: object, expected: Sequence[Mapping[str, str]]) -> None:
    if not isinstance(found, list) or len(found) != len(expected):
        raise Malformed(f"Found something else than a list of {len(expected)} in `{name}`.")
    for entry, declared in zip(found, expected, strict=True):
        if not _fits(entry, declared):
            wanted = f"{declared['id']}.{declared['property']}"
            raise Malformed(f"Found another entry than {wanted} in `{name}`.")


def _fits(entry: object, declared: Mapping[str, str]) -> bool:
    if declared["id"].startswith(PATTERN):
        matched = entry if isinstance(entry, list) else [entry]
        return all(_is_pattern_entry(one, declared["property"]) for one in matched)
    if not isinstance(entry, dict):
        return False
    # Dash tells several writers of one property apart by what follows the @.
    property_name = str(entry.get("property")).partition("@")[0]
    return entry.get("id") == declared["id"] and property_name == declared["property"]


def _is_pattern_entry(entry: object, property_name: str) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("id"), dict)
        and all(isinstance(value, str | int | float | bool) for value in entry["id"].values())
        and entry.get("property") == property_name
    )
