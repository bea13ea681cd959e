"""What was agreed: policies as typed schedules on a wording, read from text and resolved by row."""
