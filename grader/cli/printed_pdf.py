"""A page as a PDF, by Chromium, which has to be installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import click

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 120  # seconds


def browser() -> str:
    """The browser that prints.

    Raises:
        click.UsageError: if there is none.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise click.UsageError("a .pdf needs Chromium, which is not installed; write a .html and print that")
    return found


def printed(page: bytes) -> bytes:
    """The PDF of a page.

    Raises:
        click.ClickException: if the browser fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        html, pdf = Path(folder) / "page.html", Path(folder) / "page.pdf"
        html.write_bytes(page)
        command = [browser(), "--headless", "--disable-gpu", "--no-pdf-header-footer"]
        command += ["--no-sandbox"] if os.geteuid() == 0 else []  # which it has not for root
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", html.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            raise click.ClickException(f"{command[0]} has not printed the page in {PATIENCE} s") from None
        if done.returncode or not pdf.is_file():
            said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise click.ClickException(f"{command[0]} could not print the page: {said}")
        return pdf.read_bytes()
