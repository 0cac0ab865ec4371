"""Serves one picture and the ways in which servers fail, on a free port that is printed first: PICTURE."""

import http.server
import pathlib
import sys

PICTURE = pathlib.Path(sys.argv[1]).read_bytes()
MEBIBYTE = bytes(1 << 20)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by path."""

    pictures_sent = 0

    def do_GET(self):
        """Tells the paths apart."""
        path = self.path.partition("?")[0]
        if path == "/missing.jpg":
            self.send_error(404)
        elif path in ("/moved.jpg", "/circle.jpg"):
            self.send_response(302)
            self.send_header("Location", "/picture.jpg" if path == "/moved.jpg" else path)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path == "/announced.jpg":
            self.answer(b"", length=(64 << 20) + 1)
        elif path == "/endless.jpg":
            self.answer_without_end()
        elif path == "/page.jpg":
            self.answer(b"<!DOCTYPE html><title>Not found</title>")
        elif path == "/cut.jpg":
            self.answer(PICTURE[:40], length=len(PICTURE))
        elif path == "/once.jpg" and Handler.pictures_sent > 0:
            self.send_error(410)
        else:
            Handler.pictures_sent += path == "/once.jpg"
            self.answer(PICTURE)

    def answer(self, body, length=None):
        """Sends a body; a wrong length ends the connection early."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def answer_without_end(self):
        """Sends more than any picture may have, without saying how much."""
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(80):
                self.wfile.write(MEBIBYTE)
        except OSError:
            pass  # the client had enough

    def log_message(self, *_):
        """Keeps the tests' output quiet."""


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
