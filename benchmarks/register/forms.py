"""What a browser would send back of the form of a page."""

from html.parser import HTMLParser

Sent = dict[str, str]


def form_values(page: str) -> Sent:
    """Give the values of the page's own form, as they are sent unchanged.

    The own form is the one with most fields; a header may have forms too.
    """
    reader = _FormReader()
    reader.feed(page)
    return max(reader.forms, key=len, default={})


class _FormReader(HTMLParser):
    """Collects names and values form by form."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sent] = []
        self._select = ""
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field with the value that it shows."""
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "select":
            self._select = held.get("name", "")
        elif tag == "option" and self._select:
            if "selected" in held:
                self.forms[-1][self._select] = held.get("value", "")
        elif tag == "textarea":
            self._textarea = held.get("name", "")
            self.forms[-1][self._textarea] = ""
        elif tag == "input" and _is_sent(held):
            self.forms[-1][held["name"]] = held.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """End a field that spans."""
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        """Take the text of a field of several lines."""
        if self._textarea:
            # The first line break belongs to the tag.
            held = self.forms[-1][self._textarea]
            self.forms[-1][self._textarea] = held + data.removeprefix("\n")


def _is_sent(held: dict[str, str]) -> bool:
    chosen = held.get("type") not in ("checkbox", "radio") or "checked" in held
    return bool(held.get("name")) and chosen and held.get("type") != "submit"
