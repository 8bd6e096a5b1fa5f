# expect: S104 | stopped by: judge | tries: functions whose names clear the screen
def f(x):
    return x


globals()["\x1b[2J\u202epassed"] = f
