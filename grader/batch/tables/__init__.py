"""Tables of other programs that name students: rosters, and gradebooks that are filled."""
