"""What follows from a plan, what breaks a rule, what contradicts; and the report of it."""
