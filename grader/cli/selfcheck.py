"""grader selfcheck: are exercises fit for students?"""

import dataclasses

import click

from .common import catalogue, exercise, here

MARKS = {True: "pass", False: "FAIL", None: "skip"}


@click.command("selfcheck")
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(slugs: tuple[str, ...], as_json: bool) -> int:
    """Check exercises themselves: formula, files, model solution, and that every misconception is caught by its name.

    Without SLUG all exercises that are installed or in the course.
    """
    from ..judge.selfcheck import selfcheck
    from ..report.json import finite

    found, limits = catalogue(), here().limits
    chosen = [exercise(found, slug).exercise for slug in slugs] or [e.exercise for e in found.entries.values()]
    results = []
    for one in chosen:
        click.echo(f"grader: {one.slug} ...", err=True)
        results.append(result := selfcheck(one, limits))
        if not as_json:
            click.echo(one.slug)
            for finding in result.findings:
                click.echo(f"  {MARKS[finding.ok]}  {finding.what:20} {finding.detail}")
    broken = [] if slugs else found.broken
    for b in broken:
        click.echo(f"broken: {b.plugin}: {b.error}", err=as_json)
    if as_json:
        import json

        click.echo(json.dumps(finite([dataclasses.asdict(r) for r in results]), indent=2))
    else:
        matrix = [v for r in results for v in r.matrix]
        caught, named = sum(v.wrong > 0 for v in matrix), sum(v.named for v in matrix)
        fit = sum(r.passed for r in results)
        click.echo(
            f"{fit} of {len(results)} exercises fit; of {len(matrix)} wrong answers {caught} caught, {named} named"
        )
    return 0 if all(r.passed for r in results) and not broken else 1
