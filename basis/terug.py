"""The way back to where somebody came from."""

from django.utils.http import url_has_allowed_host_and_scheme


def terug_naar(request, anders):
    """The page in `?terug=` (a worklist, say) if it is one of ours, else `anders`."""
    terug = request.GET.get("terug", "")
    veilig = url_has_allowed_host_and_scheme(terug, {request.get_host()}, require_https=request.is_secure())
    return terug if veilig and terug.startswith("/") else anders
