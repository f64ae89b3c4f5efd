"""A reverse proxy with TLS, as small as can be: adds the headers that ACHTER_PROXY asks for, and passes bytes on."""

import contextlib
import datetime as dt
import ipaddress
import re
import socket
import socketserver
import ssl
import threading

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

MAX_KOP = 65_536


def certificaat(pad):
    """A certificate for localhost that nobody trusts, with its key, in one file; returns the path."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    nu = dt.datetime.now(dt.UTC)
    namen = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    )
    cert = (
        x509.CertificateBuilder()
        .subject_name(naam)
        .issuer_name(naam)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(nu - dt.timedelta(days=1))
        .not_valid_after(nu + dt.timedelta(days=1))
        .add_extension(namen, critical=False)
        .sign(sleutel, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    pad.write_bytes(
        sleutel.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + cert.public_bytes(pem)
    )
    return pad


class _Doorgever(socketserver.BaseRequestHandler):
    """One connection is one request: the web server closes after each answer (keepalive = 0).

    First all of the request, then all of the answer: OpenSSL does not bear reading and writing at the same time.
    """

    def handle(self):
        with contextlib.suppress(OSError):
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
            kop, inhoud = self._lees()
            if not kop:
                return
            regel, _, rest = kop.partition(b"\r\n")
            extra = b"\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\n"
            with socket.create_connection(("127.0.0.1", self.server.achter)) as binnen:
                binnen.sendall(regel + extra + rest + inhoud)
                while deel := binnen.recv(65_536):
                    self.request.sendall(deel)

    def _lees(self):
        """(head with its empty line, body) of the request; empty when the visitor left."""
        gelezen = b""
        while b"\r\n\r\n" not in gelezen:
            deel = self.request.recv(65_536)
            if not deel or len(gelezen) > MAX_KOP:
                return b"", b""
            gelezen += deel
        kop, lijn, inhoud = gelezen.partition(b"\r\n\r\n")
        lengte = re.search(rb"(?im)^content-length: *(\d+)", kop)
        while lengte and len(inhoud) < int(lengte[1]) and (deel := self.request.recv(65_536)):
            inhoud += deel
        return kop + lijn, inhoud

    def finish(self):
        with contextlib.suppress(OSError):
            self.request.close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False
    request_queue_size = 100


@contextlib.contextmanager
def proxy(achter, map_):
    """Gives the https address in front of the web server on port `achter`."""
    with _Server(("127.0.0.1", 0), _Doorgever) as server:
        server.achter = achter
        server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.tls.load_cert_chain(certificaat(map_ / "proxy.pem"))
        draad = threading.Thread(target=server.serve_forever, daemon=True)
        draad.start()
        yield f"https://localhost:{server.server_address[1]}"
        server.shutdown()
        draad.join(5)
