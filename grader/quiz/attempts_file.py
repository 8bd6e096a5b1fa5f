"""The file of attempts: what its tables are, and what is said of one that cannot be used."""

from ..user_database import DatabaseKind

# nobody writes for longer: a file that is locked then stays so, and that is said
BUSY_SECONDS = 0.3
SCHEMA = """
create table quizzes (
    id integer primary key,
    wanted text not null,  -- JSON: what was asked for
    begun text not null
);
create table questions (
    quiz integer not null references quizzes,
    place integer not null,
    question text not null,  -- JSON, grader.question/1: an open quiz keeps its questions, whatever becomes of plugins
    hints integer not null default 0,  -- how many of them were looked at before there was an answer
    primary key (quiz, place)
);
create table attempts (
    quiz integer not null,
    place integer not null,
    answer text not null,
    mark text not null,  -- JSON, grader.question/1
    hints integer not null,
    at text not null,
    primary key (quiz, place),
    foreign key (quiz, place) references questions
);
"""


class AttemptsError(Exception):
    """The file of attempts cannot be used, and why."""


ATTEMPTS_FILE = DatabaseKind(
    application=0x6772717A,  # "grqz"
    version=1,
    schema=SCHEMA,
    writer="grader quiz",
    otherwise="move it away, or give another file by --attempts",
    anew="the next quiz begins a new file",
    complain=AttemptsError,
    patience=BUSY_SECONDS,
)
