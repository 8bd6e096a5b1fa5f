# expect: A612 SystemExit
from grader import elementwise


raise SystemExit(0)  # <-
