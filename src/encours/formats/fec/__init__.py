"""The FEC, the file of accounting entries that every French company can export, read as facts.

Its form is that of article A47 A-1 of the Livre des procédures fiscales. ``book.read_books`` gives the facts of one
or several files; ``summary`` says what they hold and what they leave unknown.
"""
