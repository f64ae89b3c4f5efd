from django.http import HttpResponseForbidden


def csrf_fout(request, reason=""):
    return HttpResponseForbidden()
