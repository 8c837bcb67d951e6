"""What builds data that ships with the program; nothing here runs with it."""
