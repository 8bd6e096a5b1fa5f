"""A diagnosis in HTML: what is known of the mistake, and where it was made."""

from collections.abc import Iterator

from .formula_markup import formula
from .mistake_list import around
from .model import Diagnosis, Step
from .page import text
from .wording import LABELS

STYLE = """
h3 { font-size: 1rem; margin: .7rem 0 .2rem }
.mistake { border-left: .25rem solid var(--line); break-inside: avoid; margin: 1rem 0; padding-left: 1rem }
.mistake p { margin: .3rem 0 } .mistake h3 { margin: 0 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .3rem 0 }
dt { color: var(--faint); min-width: 5rem }
dd { grid-column: 2; margin: 0; min-width: 0; overflow-wrap: anywhere }
dd code { white-space: pre-wrap }
math { font-size: 1.1em; math-style: normal } mtd { text-align: left }
"""


def section(diagnosis: Diagnosis, earlier: str) -> str:
    """What is known of a mistake; of one that an earlier check has told of, that it is the same."""
    return f'<div class="mistake">\n{chr(10).join(_lines(diagnosis, earlier))}\n</div>'


def _lines(diagnosis: Diagnosis, earlier: str) -> Iterator[str]:
    source = f" [note {diagnosis.source}]" if diagnosis.source else ""
    yield f"<h3>{LABELS[diagnosis.confidence]}: {text(diagnosis.title)}{text(source)}</h3>"
    yield f'<p class="faint"><code>{text(diagnosis.id)}</code></p>'
    if earlier:
        yield f"<p>the same as under {text(earlier)}</p>"
        return
    before, after = around(diagnosis.explanation)
    yield from (f"<p>{text(line)}</p>" for line in before if line)
    if diagnosis.mistakes:
        yield "<ol>"
        yield from (
            f"<li><p>{text(m.explanation)}</p>{chr(10).join(map(_step, m.steps))}</li>" for m in diagnosis.mistakes
        )
        yield "</ol>"
    yield from (f"<p>{text(line)}</p>" for line in after)
    yield from map(_step, diagnosis.common_steps)
    if diagnosis.computed:
        computed = "".join(f"<dd><code>{text(line)}</code></dd>" for line in diagnosis.computed)
        yield f"<dl><dt>computed</dt>{computed}</dl>"
    if diagnosis.evidence:
        yield f'<p class="faint">({text(diagnosis.evidence)})</p>'


def _step(step: Step) -> str:
    where = f"{text(step.rule)}, <code>{text(step.at)}</code>" if step.at else text(step.rule)
    right = f"\n<dt>right</dt><dd>{formula(step.right, step.right_mathml)}</dd>" if step.right else ""
    wrong = f"<dt>wrong</dt><dd>{formula(step.wrong, step.wrong_mathml)}</dd>"
    return f"<dl>\n<dt>where</dt><dd>{where}</dd>\n{wrong}{right}\n</dl>"
