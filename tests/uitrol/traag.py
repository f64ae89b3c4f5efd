"""The application of production, with one address that takes as long as it is asked to (seconds in the path)."""

import time

from config.wsgi import application as echte


def application(environ, start_response):
    delen = environ["PATH_INFO"].strip("/").split("/")
    if delen[0] == "traag":
        environ["wsgi.input"].read()
        time.sleep(float(delen[1]))
        environ |= {"PATH_INFO": "/gezond/", "REQUEST_METHOD": "GET"}
    return echte(environ, start_response)
