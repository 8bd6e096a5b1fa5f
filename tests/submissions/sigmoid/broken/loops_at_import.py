# expect: S113
while True:
    pass
