"""Serves one submission without confinement, in a process that ends by itself, so that coverage can
look into it: `python -m tests.worker.served DESCRIPTOR`.
"""

import contextlib
import json
import socket
import sys

from grader.limit_settings import LEVELS
from grader.worker import protocol
from grader.worker.protocol import Message
from grader.worker.serve import seed, serve


def main(connection: socket.socket) -> None:
    """Greet the judge as a confined worker does, then answer until it hangs up."""
    _, nonce = protocol.receive(connection)
    about = {"torch": seed(0), "isolation": LEVELS[0], "device": "cpu", "accelerator": ""}
    protocol.send(connection, Message(protocol.OK, json.dumps(about)), nonce)
    with contextlib.suppress(EOFError):
        serve(connection)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
