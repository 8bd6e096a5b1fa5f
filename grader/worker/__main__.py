"""The process that forks workers: `python -m grader.worker DESCRIPTOR warm|cold`. The judge starts
it with a socket as DESCRIPTOR.

A warm process imports torch first, so a worker costs only milliseconds. The workers of a cold one
import torch themselves.
"""

import os
import socket
import sys
import tempfile
import traceback

from .fork_server import ForkServer

if __name__ == "__main__":
    status = 1
    # dill looks for one by writing, and torch imports dill where it is installed
    tempfile.tempdir = "/tmp"
    try:
        ForkServer(socket.socket(fileno=int(sys.argv[1])), warm=sys.argv[2] == "warm").serve()
        status = 0
    except Exception:
        traceback.print_exc()  # the judge shows it if no worker ever answers
    finally:
        sys.stderr.flush()
        # without taking the interpreter down, which costs more than all that is left to do
        os._exit(status)
