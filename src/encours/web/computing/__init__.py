"""From a view and a programme to the results that pages show: no query, no clock, no rule of its own."""
