"""What calls of well-known functions and methods change, by their names."""

ADDING = {"append", "extend", "insert", "add", "update", "setdefault", "appendleft", "extendleft", "fill", "itemset"}
OF_CONTAINERS = ADDING | {"pop", "popitem", "remove", "clear", "sort", "reverse", "discard"}
SEEDS = {"seed", "manual_seed"}
SETTING = ("set_", "register", "add_", "use_", "__set", "enable_", "disable_")
# functions that change their first argument: Python's own, and those of modules
FIRST = {"setattr", "delattr", "next"}
HEAPS = {f"heap{rest}" for rest in ("push", "pop", "ify", "pushpop", "replace")}
FIRST_OF_MODULES = HEAPS | {"update_wrapper", "copyto", "shuffle", "fill_diagonal", "put", "place", "insort"}
WRITING = ("save", "dump", "export", "write", "to_")
SHOWING = ("print", "show", "plot", "display", "draw", "test", "check", "assert", "head", "tail", "summar", "describe")
ASKING = {"info", "hist", "forward", "backward", "get", "keys", "values", "items", "count", "index", "copy", "item"}


def changes_owner(name: str, of_module: bool) -> bool:
    """Whether a method changes its object, or a function changes the settings of its module."""
    if name in SEEDS or name.startswith(SETTING):
        return True
    return not of_module and (name in OF_CONTAINERS or _is_in_place(name))


def changes_first(name: str, of_module: bool) -> bool:
    """Whether a function changes its first argument."""
    return name in FIRST or (of_module and (name in FIRST_OF_MODULES or _is_in_place(name)))


def only_shows(method: str, to_something: bool) -> bool:
    """Whether a method of the author's own object is called for what it shows, returns or writes;
    `cuda` fails if there is none. Any other method may change the object, such as
    `settings.save(n=1)`, which has nothing to write to.
    """
    return method in ASKING or method == "cuda" or method.startswith(SHOWING + (WRITING if to_something else ()))


def _is_in_place(name: str) -> bool:
    return name.endswith("_") and not name.endswith("__")
