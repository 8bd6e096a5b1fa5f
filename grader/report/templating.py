"""HTML pages from templates: every text is escaped, and a page is well-formed XML too."""

from functools import cache
from typing import TYPE_CHECKING

from .page import UNREADABLE

if TYPE_CHECKING:
    from jinja2 import Environment


def filled(template: str, **values: object) -> str:
    """The page that a template gives with these values. The template marks markup as `safe`."""
    return _environment().get_template(template).render(values)


def style() -> str:
    """The stylesheet of all pages."""
    environment = _environment()
    assert environment.loader is not None
    return environment.loader.get_source(environment, "style.css")[0]


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_readable,
    )


def _readable(value: object) -> object:
    """A value without what neither HTML nor XML may have; markup stays as it is."""
    return value if hasattr(value, "__html__") else UNREADABLE.sub("\ufffd", str(value))
