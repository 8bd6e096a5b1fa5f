"""Code without what changes nothing: comments and empty lines."""

import io
import tokenize


def plain_code(code: str) -> str:
    """The lines of some code without comments and empty lines; what is no Python as it is."""
    lines = code.split("\n")
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                lines[row - 1] = lines[row - 1][:column]
    except (tokenize.TokenError, SyntaxError):
        return code
    return "\n".join(line.rstrip() for line in lines if line.strip())
