"""From a save to the verdict of `grader watch`, beside a cold `grader check`: python
benchmarks/watch.py [ROUNDS]

Both are timed in turn, on the same file. The ratio is of medians.
"""

import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRADER = str(Path(sys.executable).with_name("grader"))
FILES = {
    "sigmoid, right": "solutions/activations/sigmoid.py",
    "sigmoid, wrong": "tests/submissions/sigmoid/wrong/difference_for_product.py",
    "softmax, right": "solutions/activations/softmax.py",
    "cross_entropy, right": "solutions/losses/cross_entropy.py",
    "adam, right": "solutions/optimizers/adam.py",
}
SHOWN = b"quit\r\n"  # the end of a screen


class Watch:
    """`grader watch` in a terminal of its own."""

    def __init__(self, slug: str, folder: Path, environment: dict[str, str]) -> None:
        self._process, self._terminal = pty.fork()
        if not self._process:
            os.chdir(folder)
            os.execve(GRADER, [GRADER, "watch", slug], environment | {"TERM": "dumb", "COLUMNS": "100"})

    def until_shown(self) -> None:
        """Read on until a verdict has been shown, with the keys below it."""
        seen = b""
        while not seen.endswith(SHOWN):
            assert select.select([self._terminal], [], [], 120)[0], seen
            seen += os.read(self._terminal, 1 << 16)

    def end(self) -> None:
        os.write(self._terminal, b"q")
        os.waitpid(self._process, 0)


def seconds_of_watch(watch: Watch, text: str, file: Path) -> float:
    time.sleep(0.3)
    file.with_suffix(".new").write_text(text, encoding="utf-8")
    started = time.perf_counter()
    file.with_suffix(".new").rename(file)
    watch.until_shown()
    return time.perf_counter() - started


def seconds_of_check(slug: str, folder: Path, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run([GRADER, "check", slug], cwd=folder, env=environment, check=False, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {rounds} rounds, interleaved")
    print(f"{'':22} {'save to verdict':>15} {'grader check':>12}  ratio of medians (lowest to highest of a round)")
    for name, path in FILES.items():
        slug, text = name.partition(",")[0], (ROOT / path).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            environment = {**os.environ, "XDG_DATA_HOME": str(folder / "data")}
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            shutil.copy(ROOT / path, folder / f"{slug}.py")
            watch = Watch(slug, folder, environment)
            watch.until_shown()
            warm, cold = [], []
            for _ in range(rounds):
                warm.append(seconds_of_watch(watch, text, folder / f"{slug}.py"))
                cold.append(seconds_of_check(slug, folder, environment))
            watch.end()
        each = [w / c for w, c in zip(warm, cold, strict=True)]
        a, b = statistics.median(warm), statistics.median(cold)
        print(f"{name:22} {a * 1e3:12.0f} ms {b * 1e3:9.0f} ms  {a / b:.3f} ({min(each):.3f} to {max(each):.3f})")


if __name__ == "__main__":
    main()
