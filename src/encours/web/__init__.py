"""The web application: one store for a team, the walls between organisations, and the pages of every morning.

Layers, each calling only those below it: ``pages`` (and ``api``) show and ask, ``actions`` do one thing whole in one
transaction, ``jobs`` work in the background, ``store`` keeps facts and results, ``people`` says who may see what.
"""
