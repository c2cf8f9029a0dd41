"""The forms of a page, as a browser without JavaScript would send them."""

from html.parser import HTMLParser


class Forms(HTMLParser):
    """The forms of a page: the class of each, and what it would send if nothing in it were changed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a form, or a field of one."""
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form":
            self.found.append((said.get("class", ""), {}))
        elif tag == "input" and name and self.found:
            self.found[-1][1][name] = said.get("value", "")
        elif tag in ("textarea", "select") and name:
            self.open = name
            self.found[-1][1][name] = ""
        elif tag == "option" and "selected" in said:
            self.found[-1][1][self.open] = said["value"]

    def handle_endtag(self, tag: str) -> None:
        """Leave a field."""
        self.open = "" if tag in ("textarea", "select") else self.open

    def handle_data(self, data: str) -> None:
        """Take in what stands in a field of text; the words of options are not sent."""
        if self.open and self.lasttag == "textarea":
            self.found[-1][1][self.open] += data


def filled_form(page: str, of: str = "claim-form") -> dict[str, str]:
    """Return what the form of that class would send if nothing in it were changed."""
    return next(said for classes, said in Forms(page).found if of in classes.split())
