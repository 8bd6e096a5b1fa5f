"""One page with questions, and no answer in it."""

from .practice_page import exam
from .quiz_format import QuizFormat

FORMAT = QuizFormat((".html",), "one page of questions alone, no answer inside", lambda question: question, exam)
