"""Signing in: with the identity providers of the municipality, with a password, and with a second factor."""
