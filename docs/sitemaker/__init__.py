"""Makes the site of the documentation: gathers the written pages, writes the reference from the
code, builds it all.
"""
