"""How the application is run: served, worked for, kept safe, restored, and made to forget; one file per command."""
