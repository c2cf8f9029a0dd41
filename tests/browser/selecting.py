"""Selecting words of a page with the mouse, as a reader does."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ENDS = """([place, words]) => {
    const whole = document.querySelector(place);
    const walker = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        nodes.push([text.length, node]);
        text += node.data;
    }
    const at = text.indexOf(words);
    if (at < 0) throw new Error(`${words} does not stand there`);
    const point = (offset) => {
        const [start, node] = nodes.findLast(([start]) => start <= offset);
        const range = document.createRange();
        range.setStart(node, offset - start);
        range.setEnd(node, offset - start + 1);
        return range;
    };
    point(at).startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    const first = point(at).getBoundingClientRect();
    const last = point(at + words.length - 1).getBoundingClientRect();
    return [first.left + 0.5, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2];
}"""


def select_words(page: "Page", words: str, place: str = "#text") -> None:
    """Drag the mouse over words of the text, from their first letter to their last."""
    left, top, right, bottom = page.evaluate(ENDS, [place, words])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=3)
    page.mouse.move(right, bottom, steps=3)
    page.mouse.up()
