"""A PrairieLearn question with an external grader, and the image that the grader runs in."""

import json
import uuid
from pathlib import Path

from ..about import VERSION
from ..report.page import text
from .course_kit import CourseKit
from .install_script import install_script

SUFFIX = ""
IMAGE = f"your-organization/dl-math-grader:{VERSION}"
SECONDS, MOST_SECONDS = 60, 600  # for the start, and the longest time that PrairieLearn waits
DOCKERFILE = """\
FROM python:3.12-slim
COPY . /kit
RUN KIT=/kit bash /kit/setup.sh
"""


def files(kit: CourseKit) -> dict[str, bytes]:
    """Returns the question's folder. The settings and plugins are in `tests`, which PrairieLearn
    gives only to the grader.
    """
    course = {path: data for path, data in kit.files.items() if path.startswith("course/")}
    installed = {path: data for path, data in kit.files.items() if path not in course}
    return {
        "info.json": (json.dumps(_info(kit), indent=2) + "\n").encode(),
        "question.html": _question(kit).encode(),
        **{f"tests/{path}": data for path, data in course.items()},
        "image/Dockerfile": DOCKERFILE.encode(),
        "image/setup.sh": install_script(kit, "/kit").encode(),
        **{f"image/{path}": data for path, data in installed.items()},
    }


def next_step(kit: CourseKit, path: Path) -> str:
    """Returns the instructor's next step."""
    return f"build the image in {path / 'image'}, push it, and write its name into {path / 'info.json'}"


def _info(kit: CourseKit) -> dict[str, object]:
    chosen = kit.assignment
    enough = SECONDS + chosen.limits.total_seconds * len(kit.exercises)
    command = ["/opt/grader/bin/python", "-I", "-m", "grader.exporting.on_prairielearn", chosen.name]
    return {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"grader/{chosen.name}/{','.join(kit.exercises)}")),
        "title": chosen.title,
        "topic": "Mathematics of deep learning",
        "type": "v3",
        "singleVariant": True,
        "gradingMethod": "External",
        "externalGradingOptions": {
            "image": IMAGE,
            "entrypoint": command,
            "timeout": int(min(enough, MOST_SECONDS)),
            "enableNetworking": False,
        },
    }


def _question(kit: CourseKit) -> str:
    """Returns the page. It is a template, so it must contain no braces of its own."""
    names = [f"{slug}.py" for slug in kit.exercises]
    rows = "\n".join(f"    <li><code>{_text(name)}</code></li>" for name in names)
    return f"""\
<pl-question-panel>
  <p>{_text(kit.assignment.title)}. Hand in these files. <code>grader start NAME</code> writes how each begins.</p>
  <ul>
{rows}
  </ul>
  <pl-file-upload file-names="{_text(", ".join(names))}"></pl-file-upload>
</pl-question-panel>

<pl-submission-panel>
  <pl-external-grader-results></pl-external-grader-results>
  <pl-file-preview></pl-file-preview>
</pl-submission-panel>
"""


def _text(value: str) -> str:
    return text(value).replace("{", "&#123;").replace("}", "&#125;")
