"""How the judge tells the process that forks workers what to do: small messages of fixed size.

FORK comes with two descriptors, the worker's connection to the judge and the file it prints to, and
is not answered; the judge chooses the number that it speaks of the worker with. STATUS and END are
answered with how it is; END then kills it with all it has started, and forgets it. The process that
forks alone reaps, and only when it is asked: until then the id that it tells of a running worker is
of no other process.
"""

import struct

REQUEST = struct.Struct("<BIB")  # what is asked, the worker's number, the level
# its state; its id, or how it ended (as in subprocess); seconds of CPU time
ANSWER = struct.Struct("<Bid")

FORK, STATUS, END = range(1, 4)
RUNNING, ENDED, UNKNOWN = range(1, 4)
BEST = 3  # the level L3, or what there is of it
