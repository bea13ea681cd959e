"""Cautions: bonds issued under a line, what each still obliges to, the room left, calls and recourse."""
