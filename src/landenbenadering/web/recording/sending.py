"""What was sent, and what becomes of it when a list grows or shrinks by one."""

import re

from django.http import QueryDict

from landenbenadering.web.recording.shapes import COUNT, under

MORE, LESS = "more", "less"
Shown = dict[str, object]


def sent_values(data: QueryDict) -> Shown:
    """Give what was sent, to be shown again; several answers as a list."""
    return {
        name: values if len(values) > 1 else values[0]
        for name, values in data.lists()
        if values
    }


def resized(data: QueryDict) -> Shown | None:
    """Give what was sent with one more or one less of a list.

    `None` where no button of a list was pressed.
    """
    shown = sent_values(data)
    if MORE in data:
        name = under(str(data[MORE]), COUNT)
        shown[name] = _number(shown.get(name)) + 1
        return shown
    if LESS in data:
        found = re.fullmatch(r"(.+)-(\d{1,3})", str(data[LESS]))
        return shown if found is None else _without(shown, found[1], int(found[2]))
    return None


def _without(shown: Shown, at: str, number: int) -> Shown:
    """Take one value out of a list; those after it move up."""
    left: Shown = {}
    for name, value in shown.items():
        found = re.fullmatch(rf"{re.escape(at)}-(\d{{1,3}})(-.+)?", name)
        if found is None or int(found[1]) < number:
            left[name] = value
        elif int(found[1]) > number:
            left[f"{under(at, int(found[1]) - 1)}{found[2] or ''}"] = value
    name = under(at, COUNT)
    left[name] = max(_number(shown.get(name)) - 1, 0)
    return left


def _number(value: object) -> int:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
