"""What people do with a workspace, one action each: called alike by the command line, the web and the API.

An action reads what is there, calls pure code, keeps what is accepted, and answers values; it prints nothing, and knows
no option, page or language.
"""
