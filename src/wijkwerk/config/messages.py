"""Where messages for the next page are kept."""

from django.contrib.messages.storage.session import SessionStorage


class OwnSessionStorage(SessionStorage):
    """In the session of whoever is signed in, so that they go with it: the next user of a browser reads none.

    A signed-out visitor gets no session for a message, and their pages show none.
    """

    def add(self, level: int, message: str, extra_tags: str | None = "") -> None:
        if self.request.user.is_authenticated:
            super().add(level, message, extra_tags)
