"""Messages of fixed size, with which the judge controls the process that forks workers.

FORK comes with two descriptors: the worker's connection to the judge and the file for its output.
It has no answer, and the judge chooses the worker's number. STATUS and END are answered with the
worker's state. END then kills the worker with all that it has started, and forgets it. Only the
process that forks may reap, and only on request: until then no other process has the id of a
running worker.
"""

import struct

REQUEST = struct.Struct("<BIB")  # the request, the worker's number, the level
# its state; its id, or how it ended (as in subprocess); seconds of CPU time
ANSWER = struct.Struct("<Bid")

FORK, STATUS, END = range(1, 4)
RUNNING, ENDED, UNKNOWN = range(1, 4)
BEST = 3  # the level L3, or the highest one available
