"""Who works here, in which organisation, with which rights, and what each of them did."""
