"""Diagnosis by repair: the one change of the student's own code that repairs every result."""
