# expect: S112
import os

os.abort()
