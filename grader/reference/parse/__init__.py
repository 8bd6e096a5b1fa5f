"""Mathematics as students write it, in plain text or LaTeX: from text to tokens, to trees, to
expressions.
"""
