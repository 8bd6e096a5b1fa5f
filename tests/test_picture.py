"""The picture of imports in the documentation is that of the code."""

import importlib.util

from .conftest import ROOT


def test_the_picture_of_imports_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("imports", ROOT / "docs" / "imports.py")
    assert spec is not None
    assert spec.loader is not None
    imports = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(imports)
    page = imports.PAGE.read_text(encoding="utf-8")
    assert imports.with_picture(page) == page, "run make docs"
    assert "grader_judge_checks --> grader_judge_diagnosis" in page
