"""HEAD asks for the headers of a page without the page: a server that gets a body all the same warns or breaks off."""

from collections.abc import Callable

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponse, HttpResponseBase


class HeadRequestsMiddleware:
    """Take the body from every answer to a HEAD, and leave its headers, the length of the body with them.

    First in the list, so that nothing adds a body after it. Django leaves this to its test client and to the server.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method != "HEAD":
            return response
        if isinstance(response, StreamingHttpResponse):
            # A file stays among what is closed with the response.
            response.streaming_content = []
        elif isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response
