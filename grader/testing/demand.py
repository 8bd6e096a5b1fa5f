"""What a check of the conformance suite says where something does not hold."""


class NotConformant(AssertionError):
    """A family or an exercise is not as grader needs it, and in what."""


def demand(holds: object, message: str) -> None:
    """Refuse what does not hold.

    Raises:
        NotConformant: with the message.
    """
    if not holds:
        raise NotConformant(message)
