"""What must be done by when, by whom, and the euros lost if it is not."""
