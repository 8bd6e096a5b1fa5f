# expect: S112
import sys


def sigmoid(x):
    sys.exit("enough")
