"""Documents of what pages show: Word and tagged PDF of the same blocks. Knows no subject, database or request."""
