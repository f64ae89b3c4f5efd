"""Middleware without a subject of its own."""


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
