# expect: S112
import sys

sys.exit(0)
