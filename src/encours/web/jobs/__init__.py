"""The worker: the process beside the server that does what was asked of the background, and looks every minute."""
