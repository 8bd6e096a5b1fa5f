"""How long whole commands take, as ratios measured side by side: python benchmarks/cold_check.py
[ROUNDS]

`grader check` is compared with `python -c "import torch"`, the others, which need no torch, with
`import click`.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRADER = str(Path(sys.executable).with_name("grader"))
COMMANDS = {
    "import torch": [sys.executable, "-c", "import torch"],
    "grader check sigmoid": [GRADER, "check", "sigmoid", "solutions/activations/sigmoid.py"],
    "import click": [sys.executable, "-c", "import click"],
    "grader --help": [GRADER, "--help"],
    "grader list": [GRADER, "list"],
}
BASELINES = {"grader check sigmoid": "import torch", "grader --help": "import click", "grader list": "import click"}


# Compiled modules are kept, as they are for everybody who has not switched that off.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    for command in COMMANDS.values():
        seconds(command)  # warm the page cache and the compiled modules
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    machine = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}"
    print(f"{machine}, {rounds} rounds, interleaved")
    print(f"{'':22} {'median ms':>9} {'min ms':>7} {'max ms':>7}  ratio of medians (of each round: quartiles)")
    for name, values in times.items():
        line = f"{name:22} {statistics.median(values) * 1e3:9.0f} {min(values) * 1e3:7.0f} {max(values) * 1e3:7.0f}"
        if base := BASELINES.get(name):
            ratio = statistics.median(values) / statistics.median(times[base])
            low, _, high = statistics.quantiles([a / b for a, b in zip(values, times[base], strict=True)], n=4)
            line += f"  {ratio:.2f} x {base} ({low:.2f} to {high:.2f})"
        print(line)


if __name__ == "__main__":
    main()
