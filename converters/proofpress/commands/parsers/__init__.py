"""The words of each command on the command line; what a command does is loaded when it runs."""
