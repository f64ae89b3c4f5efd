"""Middleware without a subject of its own."""

from django.http import Http404


class GeenNultekenMiddleware:
    """An address with a NUL character is no page: PostgreSQL does not look such a text up, and that would be a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if "\0" in request.path:
            raise Http404("Deze pagina bestaat niet")


class NietBewarenMiddleware:
    """Pages of a logged-in user are kept by no browser and no proxy: on a shared computer "back" shows nothing.

    Static files never come here (WhiteNoise answers first). A view that sets Cache-Control itself keeps it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        was_ingelogd = request.user.is_authenticated
        response = self.get_response(request)
        if (was_ingelogd or request.user.is_authenticated) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response
