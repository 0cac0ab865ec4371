"""Answers byte by byte as it is told to, on free ports of the loopback; ends when its input does.

The path says how, see Connection. The port that is printed first speaks HTTP, another TLS with a certificate that
depends on the name that is asked for. Lines of input are questions about ports and about what happened.
"""

import contextlib
import functools
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import warnings

FACTS = {"connections": 0, "left": 0, "sent": 0, "requests": 0}
LOCK = threading.Lock()
OPEN = []
OK = b"HTTP/1.1 200 OK\r\n"


def count(fact, number=1):
    """Remembers that something happened."""
    with LOCK:
        FACTS[fact] += number
        return FACTS[fact]


class Connection:
    """One connection; the methods are the behaviours, with what follows in the path as their arguments."""

    def __init__(self, stream):
        self.stream = stream
        self.number = count("connections")
        self.is_stale = False
        self.received = b""

    def serve(self):
        """Reads requests until a behaviour says that it was the last."""
        while self.read_request():
            count("requests")
            words = self.path.partition("?")[0].strip("/").split("/")
            if self.is_stale or getattr(self, words[0].replace("-", "_"))(*words[1:]) == "last":
                return

    def read_request(self):
        """Whether one came."""
        while b"\r\n\r\n" not in self.received:
            piece = self.stream.recv(65_536)
            if not piece:
                return False
            self.received += piece
        self.head, _, rest = self.received.partition(b"\r\n\r\n")
        lines = self.head.decode("latin-1").split("\r\n")
        self.method, self.path, _ = lines[0].split(" ")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:])
        length = int(headers.get("content-length", 0))
        while len(rest) < length:
            rest += self.stream.recv(65_536)
        self.body, self.received = rest[:length], rest[length:]
        return True

    def say(self, text):
        """Sends bytes, and remembers how many the other side took."""
        view = memoryview(text)
        while view:
            sent = self.stream.send(view[:65_536])
            count("sent", sent)
            view = view[sent:]

    def answer(self, body, head=b""):
        """A plain answer."""
        self.say(OK + head + b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def echo(self):
        self.answer(self.head + b"\n" + self.body)

    def connection(self):
        self.answer(b"%d" % self.number)

    def stale(self):
        self.answer(b"%d" % self.number)
        self.is_stale = True

    def parting(self):
        """Closes at once after the answer."""
        self.answer(b"%d" % self.number)
        return "last"

    def close(self):
        self.answer(b"%d" % self.number, b"Connection: close\r\n")

    def old(self):
        self.say(b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold")

    def chunked(self):
        self.say(OK + b"Transfer-Encoding: chunked\r\n\r\n")
        for piece in (b"one", b"two", b"three"):
            self.say(b"%x\r\n%s\r\n" % (len(piece), piece))
            time.sleep(0.01)
        self.say(b"0\r\n\r\n")

    def until_close(self):
        self.say(OK + b"\r\nto the end")
        return "last"

    def says(self, hexadecimal=""):
        """Any bytes, and the end."""
        self.say(bytes.fromhex(hexadecimal))
        return "last"

    def holds(self, hexadecimal):
        """Any bytes, and the connection stays open."""
        self.say(bytes.fromhex(hexadecimal))

    def nothing(self):
        return "last"

    def header(self, size):
        self.answer(b"ok", b"Long: " + b"x" * int(size) + b"\r\n")

    def headers(self, number):
        self.answer(b"ok", b"".join(b"H%d: v\r\n" % index for index in range(int(number))))

    def endless_header(self):
        self.say(OK)
        while True:
            self.say(b"Long: " + b"x" * 1_000 + b"\r\n")

    def silent(self):
        """Waits for the other side to leave."""
        while self.stream.recv(1_000):
            pass
        count("left")
        return "last"

    def drip(self):
        self.say(OK + b"Content-Length: 1000\r\n\r\nx")
        return self.silent()

    def flood(self, mebibytes):
        piece = bytes(1 << 20)
        self.say(OK + b"Content-Length: %d\r\n\r\n" % (int(mebibytes) << 20))
        for _ in range(int(mebibytes)):
            self.say(piece)


def serve(listener, wrap):
    """Accepts for ever."""
    while True:
        stream, _ = listener.accept()
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=work, args=(stream, wrap), daemon=True).start()


def work(stream, wrap):
    """One connection; who leaves is part of the tests."""
    with contextlib.suppress(OSError, ValueError), wrap(stream) as secured:
        Connection(secured).serve()


class Authority:
    """Certificates: of an authority of its own, in a folder that the caller removes."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.run("req", "-x509", *self.key("authority"), "-subj", "/CN=Authority", "-days", "2", "-out",
                 self.folder / "authority.pem")

    def key(self, name):
        """Options that make a key."""
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        return [*curve, "-keyout", self.folder / f"{name}.key"]

    def context(self, name, subject, days="2", own=False):
        """A server's context whose certificate is made out to a name."""
        extensions, request, out = (self.folder / f"{name}.{end}" for end in ("ext", "csr", "pem"))
        if own:
            self.run("req", "-x509", *self.key(name), "-subj", "/CN=x", "-addext", f"subjectAltName={subject}",
                     "-days", days, "-out", out)
        else:
            extensions.write_text(f"subjectAltName={subject}\n")
            self.run("req", *self.key(name), "-subj", "/CN=x", "-out", request)
            self.run("x509", "-req", "-in", request, "-CA", self.folder / "authority.pem", "-CAkey",
                     self.folder / "authority.key", "-CAcreateserial", "-extfile", extensions, "-days", days,
                     "-out", out)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(out, self.folder / f"{name}.key")
        return context

    @staticmethod
    def run(*words):
        """Runs openssl."""
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


def contexts(authority):
    """The context of a client that says no name, which chooses another one by the name."""
    by_name = {
        "good.test": authority.context("good", "DNS:good.test"),
        "wrong.test": authority.context("wrong", "DNS:other.test"),
        "expired.test": authority.context("expired", "DNS:expired.test", days="-1"),
        "own.test": authority.context("own", "DNS:own.test", own=True),
    }
    plain = authority.context("plain", "IP:127.0.0.1")

    def choose(stream, name, _):
        if name in by_name:
            stream.context = by_name[name]

    plain.sni_callback = choose
    return plain


def outdated(authority):
    """A context that has nothing newer than TLS 1.1."""
    context = authority.context("outdated", "DNS:good.test")
    context.set_ciphers("ALL:@SECLEVEL=0")
    warnings.simplefilter("ignore", DeprecationWarning)
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    return context


def listen(wrap):
    """Serves on a free port, which is returned."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    if wrap:
        threading.Thread(target=serve, args=(listener, wrap), daemon=True).start()
    OPEN.append(listener)
    return listener.getsockname()[1]


def greet(stream):
    """Answers what is no request."""
    stream.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    return stream


def tls_ports(authority):
    """The ports that speak TLS, and two that do not: nobody accepts at the one, the other answers in the clear."""
    elsewhere = authority.context("elsewhere", "IP:127.0.0.9")
    return {
        "secure": listen(functools.partial(contexts(authority).wrap_socket, server_side=True)),
        "outdated": listen(functools.partial(outdated(authority).wrap_socket, server_side=True)),
        "mute": listen(None),
        "clear": listen(greet),
        "elsewhere": listen(functools.partial(elsewhere.wrap_socket, server_side=True)),
        "authorities": authority.folder / "authority.pem",
    }


def main():
    """Serves until the input ends; with the argument tls, that too."""
    with tempfile.TemporaryDirectory() as folder:
        answers = tls_ports(Authority(folder)) if "tls" in sys.argv else {}
        print(listen(lambda stream: stream), flush=True)
        for line in sys.stdin:
            print({**answers, **FACTS}[line.strip()], flush=True)


main()
