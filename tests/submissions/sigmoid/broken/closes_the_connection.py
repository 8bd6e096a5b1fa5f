# expect: S114
import os
import time

os.closerange(3, 256)
time.sleep(3)
