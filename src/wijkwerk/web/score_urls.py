"""Addresses of everything that is made of scores; each also stands under `/editie/<key>/`."""

from django.urls import URLPattern, URLResolver

SCORES: list[URLPattern | URLResolver] = []
