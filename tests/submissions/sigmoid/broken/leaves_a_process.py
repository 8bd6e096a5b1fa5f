# expect: S116 S112
import os
import time

if os.fork() == 0:
    time.sleep(120)
os._exit(3)
