# expect: S104
sigmoid = 3
