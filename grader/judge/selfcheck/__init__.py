"""Is an exercise fit for students? Its author is told what a submission would meet."""
