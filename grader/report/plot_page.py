"""A page with a picture for each choice of hyperparameters, and a slider that chooses."""

from collections.abc import Iterator, Sequence

from .chart import Chart
from .chart_svg import described, render
from .page import page, text

STYLE = """
figure { margin: 1rem 0 } .chosen label { font-weight: 600 } .chosen input { width: min(100%, 30rem) }
.scripted figure { display: none } .scripted figure.shown { display: block }
.chosen { display: none } .scripted .chosen { display: block } .said { max-width: 45rem }
@media print { .scripted .chosen { display: none } }
"""
# Without a script all pictures are there, one below the other. With it the slider chooses one.
SCRIPT = """
const figures = [...document.querySelectorAll("figure")];
const slider = document.querySelector("input");
const said = document.querySelector("[aria-live]");
function show() {
  figures.forEach((figure, n) => figure.classList.toggle("shown", n === Number(slider.value)));
  const chosen = figures[slider.value];
  slider.setAttribute("aria-valuetext", chosen.querySelector("figcaption").textContent);
  said.textContent = chosen.querySelector("desc").textContent;
}
slider.addEventListener("input", show);
document.querySelector("main").classList.add("scripted");
show();
"""


def plot_page(charts: Sequence[tuple[str, Chart]]) -> str:
    """The page of charts, each with its settings in words. It needs nothing from elsewhere."""
    return page(charts[0][1].title, _body(charts), STYLE)


def _body(charts: Sequence[tuple[str, Chart]]) -> Iterator[str]:
    _, first = charts[0]
    yield f"<h1>{text(first.title)}</h1>"
    if first.submission:
        yield f"<p>{text(first.submission)}, compared with the right curves.</p>"
    if len(charts) > 1:
        yield '<p class="chosen"><label for="settings">Settings</label><br/>'
        yield f'<input id="settings" type="range" min="0" max="{len(charts) - 1}" value="0"/></p>'
    for words, chart in charts:
        yield f"<figure><figcaption>{text(words)}</figcaption>\n{render(chart)}</figure>"
    if len(charts) > 1:
        yield f'<p class="said" aria-live="polite"></p>\n<script>{SCRIPT}</script>'
    else:
        yield f'<p class="said">{text(described(first))}</p>'
