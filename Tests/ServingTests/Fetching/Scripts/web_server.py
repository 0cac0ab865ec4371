"""Answers in the ways in which servers mislead, on two free ports of the loopback that are printed first.

The first port speaks HTTP, the second TLS with a certificate of its own for pictures.test. It ends with the process
that started it.
"""

import http.server
import os
import pathlib
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.parse

MEBIBYTE = bytes(1 << 20)
server_names = []  # what TLS clients asked for
requests = []  # the paths of all requests


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self):
        """Tells the paths apart."""
        path, _, query = self.path.partition("?")
        requests.append(self.path)
        if path == "/redirect":
            self.redirect(urllib.parse.unquote(query))
        elif path == "/loop":
            self.redirect("/loop")
        elif path == "/cookie":
            self.redirect("/echo", "secret=1; Path=/")
        elif path == "/two-ways":
            self.redirect("/echo", second="/picture")
        elif path == "/nowhere":
            self.answer(b"", status=302)
        elif path.startswith("/status/"):
            self.answer(b"no picture", status=int(path.rpartition("/")[2]))
        elif path == "/announced":
            self.answer(b"", length=1 << 40)
        elif path == "/endless":
            self.stream(MEBIBYTE, pause=0)
        elif path == "/drip":
            self.stream(b".", pause=0.05)
        elif path == "/silent":
            time.sleep(5)
        elif path == "/cut":
            self.answer(b"half", length=8)
        elif path == "/names":
            self.answer("\n".join(server_names).encode())
        elif path == "/requests":
            self.answer("\n".join(requests).encode())
        elif path == "/sized":
            self.answer(bytes(int(query)))
        elif path == "/unsized":
            self.stream(bytes(int(query)), pause=0, count=1)
        else:
            self.answer(self.requestline.encode() + b"\n" + bytes(self.headers))

    def redirect(self, location, cookie=None, second=None):
        """Sends somewhere else."""
        self.send_response(302)
        for name, value in (("Location", location), ("Location", second), ("Set-Cookie", cookie)):
            if value is not None:
                self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer(self, body, status=200, length=None):
        """Sends a body; a wrong length ends the connection early."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, piece, pause, count=2_000):
        """Sends a piece again and again, without saying how much it will be."""
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(count):
                self.wfile.write(piece)
                time.sleep(pause)
        except OSError:
            pass  # the client had enough

    def log_message(self, *_):
        """Keeps the tests' output quiet."""


class Server(http.server.ThreadingHTTPServer):
    """Keeps quiet where a client hangs up."""

    def handle_error(self, *_):
        """A client may leave when it likes."""


def tls_context():
    """A context whose certificate nobody trusts."""
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = pathlib.Path(folder, "key.pem"), pathlib.Path(folder, "certificate.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-subj", "/CN=pictures.test", "-addext", "subjectAltName=DNS:pictures.test", "-days", "2",
             "-keyout", key, "-out", certificate], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    context.sni_callback = lambda _socket, name, _context: server_names.append(str(name))
    return context


def main():
    """Serves until the parent is gone."""
    parent = os.getppid()
    servers = [Server(("127.0.0.1", 0), Handler), Server(("127.0.0.1", 0), Handler)]
    servers[1].socket = tls_context().wrap_socket(servers[1].socket, server_side=True)
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(*(server.server_address[1] for server in servers), flush=True)
    while os.getppid() == parent:
        time.sleep(0.2)


main()
