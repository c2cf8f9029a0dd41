"""What is looked for on a page in a real browser: faults that axe finds, sideways scrolling, where a Tab leads."""

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules that may find something else in the dark than in the light."""
WIDE, NARROW = 1280, 320
HEIGHT = 900
ALIKE = "svg > g > a:nth-of-type(n+40), svg > g > text:nth-of-type(n+40), .parties tbody tr:nth-of-type(n+8)"
"""Taken off the page before the look: squares of the matrix and rows of a long list, as like as peas to the first."""
TAKE_OFF = "(alike) => document.querySelectorAll(alike).forEach((one) => one.remove())"
FAULTS = """(rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"] }).then((found) =>
    found.violations.flatMap((one) =>
        one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`)))"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("main *, header *, footer *")].filter((one) =>
        one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".wide, pre, svg"))
        .slice(0, 4).map((one) => `${one.tagName} ${one.className} ${one.outerHTML.slice(0, 99)}`).concat("too wide")"""


@cache
def axe() -> str:
    """Return axe-core, which the package axe-playwright-python brings along."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def faults(page: "Page", *, narrow: bool, dark: bool) -> list[str]:
    """Return what breaks WCAG 2.2 AA on the open page at this width and with these colours, and what scrolls sideways.

    In the dark the rules on colour alone are asked again.
    """
    page.set_viewport_size({"width": NARROW if narrow else WIDE, "height": HEIGHT})
    page.emulate_media(color_scheme="dark" if dark else "light")
    rules = {"type": "rule", "values": OF_COLOUR} if dark else {"type": "tag", "values": TAGS}
    found: list[str] = page.evaluate(FAULTS, rules)
    return [f"{'narrow' if narrow else 'wide'} {'dark' if dark else 'light'}: {one}" for one in found] + [
        f"scrolls sideways: {one}" for one in page.evaluate(TOO_WIDE)
    ]


def all_faults(page: "Page") -> list[str]:
    """Return what breaks WCAG 2.2 AA wide and narrow, light and dark; what is ALIKE is gone from the page then."""
    page.evaluate(TAKE_OFF, ALIKE)
    return [one for narrow in (False, True) for dark in (False, True) for one in faults(page, narrow=narrow, dark=dark)]


CAN_BE_REACHED = """() => {
    const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0;
    const all = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")].filter(shown);
    const groups = new Set();
    const several = all.filter((one) => {
        if (one.type !== "radio") return true;
        const group = `${one.form?.action} ${one.name}`;
        if (groups.has(group)) return false;
        groups.add(group);
        return true;
    });
    several.forEach((one, index) => (one.dataset.reach = index));
    return several.map((one) => one.outerHTML.slice(0, 140));
}"""
FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    const inSight = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    const group = one.type === "radio" && !one.dataset.reach &&
        document.querySelector(`input[type=radio][data-reach][name="${one.name}"]`);
    return [(group || one).dataset.reach ?? null, ring && inSight, one.outerHTML.slice(0, 140)];
}"""


def missed_by_tab(page: "Page") -> list[str]:
    """Press Tab from the top to the end; return what no Tab reached, and what had the focus without showing it.

    What is ALIKE is gone from the page then.
    """
    page.evaluate(TAKE_OFF, ALIKE)
    known: list[str] = page.evaluate(CAN_BE_REACHED)
    reached, unseen = set(), []
    for _ in range(4 * len(known) + 20):  # a field for a day is left by several Tabs
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        number, is_shown, html = focused
        if number is not None:
            reached.add(int(number))
        if not is_shown:
            unseen.append(f"focus is not seen: {html}")
    missed = [f"no Tab reaches: {html}" for number, html in enumerate(known) if number not in reached]
    return missed + unseen
