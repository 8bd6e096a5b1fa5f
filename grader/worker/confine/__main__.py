"""`python -m grader.worker.confine` prints the findings of the self-test as JSON, for `grader
doctor`.
"""

import dataclasses
import json

from . import choose

if __name__ == "__main__":
    confinement, findings = choose()
    print(json.dumps({"level": confinement.level, "findings": [dataclasses.asdict(f) for f in findings]}))
