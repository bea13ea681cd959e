"""Files in and out: the workspace folder, its tables in any usual spelling, and what is wrong with them.

Import from the modules: ``workspace`` reads a folder, ``write`` makes one, ``markdown`` reads stories.
Nothing here raises on what a user wrote: each reader answers values and every error, with its place.
"""
