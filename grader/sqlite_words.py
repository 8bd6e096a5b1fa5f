"""What SQLite's errors mean, in words for people; the name of the file stands in front."""

import sqlite3

DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
WORDS = {
    sqlite3.SQLITE_BUSY: "is used by another program: wait until that has ended",
    sqlite3.SQLITE_LOCKED: "is used by another program: wait until that has ended",
    sqlite3.SQLITE_READONLY: "may not be written by you",
    sqlite3.SQLITE_PERM: "may not be written by you",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: may you write into its folder?",
    sqlite3.SQLITE_FULL: "cannot be written: the disk is full",
    sqlite3.SQLITE_IOERR: "cannot be written: the disk fails",
} | dict.fromkeys(DAMAGE, "is damaged")
