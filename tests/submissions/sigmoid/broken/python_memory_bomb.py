# expect: S111
hoard = [bytes(2**28) for _ in range(10**6)]
