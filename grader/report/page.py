"""What every HTML page has in common: one style, no script, nothing from elsewhere, and every text
escaped.

A page is well-formed XML too, so that a text which got into the markup would show as a broken page
in the tests.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root { color-scheme: light dark; --line: #8884; --good: #0a7d33; --bad: #b3261e; --faint: #666; --shade: #8881 }
:root { --back: #fff; --text: #1b1b1b; background: var(--back); color: var(--text) }
@media (prefers-color-scheme: dark) {
  :root { --back: #161616; --text: #e6e6e6; --good: #5fd38a; --bad: #ff8a80; --faint: #aaa }
}
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.15rem; margin-top: 2rem }
.scroll { overflow-x: auto } .faint { color: var(--faint) }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { font-weight: 600 } .n { text-align: right } td.n { white-space: nowrap } .path { overflow-wrap: anywhere }
.good { color: var(--good) } .bad { color: var(--bad) } code, pre { font-size: .9em }
"""
# neither HTML nor XML may have these
UNREADABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: object) -> str:
    """A value as text that means nothing in markup, also between quotes."""
    return escape(UNREADABLE.sub("\ufffd", str(value)))


def page(title: str, body: Iterable[str], style: str = "") -> str:
    """The whole page: its title, which is plain text, its body, which is markup, and what it adds
    to the style.
    """
    head = '<meta charset="utf-8"/>\n<meta name="viewport" content="width=device-width, initial-scale=1"/>'
    head = f"{head}\n<title>{text(title)}</title>\n<style>{STYLE}{style}</style>"
    main = "\n".join(("<main>", *body, "</main>"))
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{main}\n</body>\n</html>\n'


def table(columns: Sequence[str], rows: Iterable[str], numbers: Sequence[str] = ()) -> str:
    """A table that scrolls if there is no room for it; rows are markup, and columns of `numbers`
    stand at the right.
    """
    heads = (f'<th scope="col"{number(name in numbers)}>{text(name)}</th>' for name in columns)
    content = "\n".join([f"<tr>{''.join(heads)}</tr>", *rows])
    return f'<div class="scroll" tabindex="0"><table>\n{content}\n</table></div>'


def number(is_one: bool) -> str:
    """The attribute of cells with numbers."""
    return ' class="n"' if is_one else ""
