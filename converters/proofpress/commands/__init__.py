"""What each command of the command line does; `cli.py` reads the words, these do the work."""
