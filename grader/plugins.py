"""Find and load plugins, and remember which plugin gave what. A plugin that breaks takes no other
down.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.metadata
import importlib.util
import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

import pluggy

from . import dry_run, hookspecs
from .author_names import check_references
from .course_settings import Course
from .errors import ExerciseError, Where
from .exercise import Exercise
from .family import Family
from .handed import DownloadLayout
from .limit import LOADING, limited

if TYPE_CHECKING:
    from .report.format import Format

Named = TypeVar("Named", "Format", DownloadLayout)
COURSE = "course"  # what the plugins of a course are called together
TRACE = "GRADER_TRACE"  # set to 1 to see every hook call on stderr


@dataclass(frozen=True)
class Entry:
    """An exercise with its provenance."""

    exercise: Exercise
    topic: str
    plugin: str


@dataclass(frozen=True)
class KnownFamily:
    """A family with the plugin that brings it."""

    family: Family
    plugin: str


@dataclass(frozen=True)
class Broken:
    """A plugin, or one file of it, that could not be loaded."""

    plugin: str
    error: ExerciseError
    topic: str = ""


@dataclass
class Catalogue:
    """All exercises by slug, families, formats and layouts by name, in the order in which they were
    found, and everything that broke on the way. Of formats, layouts and kinds of questions it has
    those of plugins, besides those that grader knows itself; whether the latter are any, the quiz
    says that asks for them.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    families: dict[str, KnownFamily] = field(default_factory=dict)
    formats: dict[str, Format] = field(default_factory=dict)
    layouts: dict[str, DownloadLayout] = field(default_factory=dict)
    question_kinds: list[object] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    plugins: dict[str, str] = field(default_factory=dict)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(entry.exercise for entry in self.entries.values())

    @property
    def targets(self) -> dict[str, str]:
        """What a submission of each exercise defines."""
        return {slug: entry.exercise.target for slug, entry in self.entries.items()}

    def add(self, exercise: object, topic: str, plugin: str) -> None:
        try:
            if not isinstance(exercise, Exercise):
                raise ExerciseError(
                    "A611", f"the hook grader_exercises gave {exercise!r}, which is no exercise", Where(plugin)
                )
            if other := self.entries.get(exercise.slug):
                message = f"the name {exercise.slug} is taken by {other.exercise.where}: give this exercise another"
                raise ExerciseError("A610", message, exercise.where)
            check_references(exercise)
            self._know(exercise.family, plugin, exercise.where)
        except ExerciseError as error:
            self.broken.append(Broken(plugin, error, topic))
        else:
            file = (Path(topic) / Path(exercise.where.path).name).as_posix()
            source = plugin if plugin == COURSE else self.plugins.get(plugin, plugin)
            exercise.close()
            self.entries[exercise.slug] = Entry(replace(exercise, origin=f"{source}, {file}"), topic, plugin)

    def add_family(self, family: object, plugin: str) -> None:
        try:
            if not isinstance(family, Family):
                raise ExerciseError(
                    "A611", f"the hook grader_families gave {family!r}, which is no family", Where(plugin)
                )
            self._know(family, plugin, Where(plugin))
        except ExerciseError as error:
            self.broken.append(Broken(plugin, error))

    def add_format(self, given: object, plugin: str) -> None:
        # reports take 10 ms to import, and few plugins bring a format
        from .report.format import Format

        if isinstance(given, Format):
            self._add_named(given, self.formats, "format", plugin)
        else:
            self._no("format", given, plugin)

    def add_layout(self, given: object, plugin: str) -> None:
        if isinstance(given, DownloadLayout):
            self._add_named(given, self.layouts, "layout", plugin)
        else:
            self._no("layout", given, plugin)

    def _add_named(self, given: Named, known: dict[str, Named], what: str, plugin: str) -> None:
        """Add a format or a layout, unless its name is taken."""
        if known.setdefault(given.name, given) is not given:
            error = ExerciseError("A610", f"the name of the {what} {given.name} is taken", Where(plugin))
            self.broken.append(Broken(plugin, error))

    def _no(self, what: str, given: object, plugin: str) -> None:
        message = f"the hook grader_{what}s gave {given!r}, which is no {what}"
        self.broken.append(Broken(plugin, ExerciseError("A611", message, Where(plugin))))

    def _know(self, family: Family, plugin: str, where: Where) -> None:
        """Remember a family.

        Raises:
            ExerciseError: A610, if another one has its name, by which reports tell them apart.
        """
        known = self.families.setdefault(family.name, KnownFamily(family, plugin))
        if known.family is not family:
            raise ExerciseError("A610", f"the name of the family {family.name} is taken by {known.plugin}", where)

    def add_folder(self, folder: Path, plugin: str) -> None:
        """Load every Python file below `folder` by itself; folders inside it are the topics."""
        if not folder.is_dir():
            self.broken.append(Broken(plugin, ExerciseError("A612", "there is no such folder", Where(str(folder)))))
        files = [file for file in sorted(folder.rglob("*.py")) if not file.name.startswith(("_", "."))]
        # our own catalogue is not tried out: that would only take time
        tried = dry_run.broken([f for f in files if f.is_file()], _load_file) if plugin == COURSE else {}
        for file in files:
            topic = "" if file.parent == folder else file.parent.relative_to(folder).as_posix()
            try:
                if file in tried:
                    raise tried[file]
                module = _load_file(file)
            except ExerciseError as error:
                self.broken.append(Broken(plugin, error, topic))
                continue
            own = [v for v in vars(module).values() if isinstance(v, Exercise) and v.where.path == str(file)]
            if not own:
                message = "makes no exercise; the name of a file that is not meant to begins with an underscore"
                self.broken.append(Broken(plugin, ExerciseError("A611", message, Where(str(file))), topic))
            if plugin == COURSE:  # reading a file again takes as long as loading it
                self.broken += (Broken(plugin, error, topic) for error in _defined_twice(file, own))
            for exercise in own:
                self.add(exercise, topic, plugin)


def load(course: Course | None = None) -> Catalogue:
    """Everything that is installed (entry-point group `grader`), then the course's own plugins/
    folder.
    """
    catalogue, manager = Catalogue(), _manager()
    # an old install has it too
    found = {(e.name, e.value): e for e in importlib.metadata.entry_points(group="grader")}
    for entry_point in sorted(found.values(), key=lambda e: (e.name != "catalogue", e.name)):
        name = entry_point.name
        try:
            with limited(LOADING, f"loading {entry_point.value}", Where(entry_point.value)):
                module = entry_point.load()
            manager.register(module, name)
            manager.check_pending()
        except (Exception, SystemExit) as error:
            if manager.has_plugin(name):
                manager.unregister(name=name)
            catalogue.broken.append(Broken(name, _as_exercise_error(error, entry_point.value)))
        else:
            version = f" {entry_point.dist.version}" if entry_point.dist else ""
            catalogue.plugins[name] = f"{entry_point.dist.name if entry_point.dist else entry_point.value}{version}"
    for name, plugin in manager.list_name_plugin():
        _collect(catalogue, manager, name, plugin)
    if course and course.plugins:
        catalogue.plugins[COURSE] = str(course.plugins)
        catalogue.add_folder(course.plugins, COURSE)
    return catalogue


def _collect(catalogue: Catalogue, manager: pluggy.PluginManager, name: str, plugin: object) -> None:
    """Call the hooks of one plugin alone, so that what it gives is known to be its own, and what it
    breaks too.
    """
    others = [p for p in manager.get_plugins() if p is not plugin]
    try:
        with limited(LOADING, f"calling the hooks of {name}", Where(name)):
            folders: list[Iterable[Path]] = manager.subset_hook_caller("grader_folders", others)()
            families: list[Iterable[Family]] = manager.subset_hook_caller("grader_families", others)()
            exercises: list[Iterable[Exercise]] = manager.subset_hook_caller("grader_exercises", others)()
            formats: list[Iterable[Format]] = manager.subset_hook_caller("grader_formats", others)()
            layouts: list[Iterable[DownloadLayout]] = manager.subset_hook_caller("grader_layouts", others)()
            kinds: list[Iterable[object]] = manager.subset_hook_caller("grader_question_kinds", others)()
        for family in (f for given in families for f in given):
            catalogue.add_family(family, name)
        for folder in (Path(f) for given in folders for f in given):
            catalogue.add_folder(folder, name)
        for exercise in (e for given in exercises for e in given):
            catalogue.add(exercise, "", name)
        for format_ in (f for given in formats for f in given):
            catalogue.add_format(format_, name)
        for layout in (f for given in layouts for f in given):
            catalogue.add_layout(layout, name)
        catalogue.question_kinds += [kind for given in kinds for kind in given]
    except (Exception, SystemExit) as error:
        catalogue.broken.append(Broken(name, _as_exercise_error(error, name)))


def _manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager("grader")
    manager.add_hookspecs(hookspecs)
    if os.environ.get(TRACE) == "1":
        manager.add_hookcall_monitoring(
            before=lambda name, impls, _: print(f"hook {name} <- {[i.plugin_name for i in impls]}", file=sys.stderr),
            after=lambda outcome, name, *_: print(f"hook {name} -> {outcome.get_result()!r}", file=sys.stderr),
        )
    return manager


def _load_file(file: Path) -> ModuleType:
    """Import one file by its path.

    Raises:
        ExerciseError: A612, at the line that failed, whatever the file raised; A623, if it does not
        end.
    """
    if not file.is_file():  # a pipe would have everybody wait
        raise ExerciseError("A612", "is no regular file", Where(str(file)))
    spec = importlib.util.spec_from_file_location(f"grader_file_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ExerciseError("A612", "cannot be imported", Where(str(file)))
    module = importlib.util.module_from_spec(spec)
    try:
        with limited(LOADING, "loading this file", Where(str(file))), contextlib.redirect_stdout(sys.stderr):
            spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise _as_exercise_error(error, str(file)) from error
    return module


def _defined_twice(file: Path, found: Sequence[Exercise]) -> Iterator[ExerciseError]:
    """Exercises of a file that a later function of the same name has replaced."""
    functions = [s for s in ast.parse(file.read_bytes()).body if isinstance(s, ast.FunctionDef) and s.decorator_list]
    for exercise in found:
        defined = [f for f in functions if f.name == exercise.slug]
        for lost in defined[:-1]:
            message = f"{exercise.slug} is defined again in line {defined[-1].lineno}: give one of them another name"
            yield ExerciseError("A610", message, Where(str(file), lost.decorator_list[0].lineno))


def _as_exercise_error(error: BaseException, path: str) -> ExerciseError:
    if isinstance(error, SyntaxError):
        return ExerciseError("A612", f"cannot be imported: {error.msg}", Where(error.filename or path, error.lineno))
    frames = traceback.extract_tb(error.__traceback__)
    inside = [f for f in frames if f.filename == path]
    line = inside[-1].lineno if inside else None
    if isinstance(error, ExerciseError):
        return error if error.where else ExerciseError(error.code, error.message, Where(path, line))
    return ExerciseError("A612", f"cannot be imported: {type(error).__name__}: {error}", Where(path, line))
