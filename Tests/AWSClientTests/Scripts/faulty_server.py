"""Answers as AWS does on bad days, on a free port that is printed first; ends when its input does.

The path says how: /bucket/BEHAVIOUR/ARGUMENTS/NAME. Lines of input are paths; each is answered
with how often it came.
"""

import collections
import http.server
import json
import sys
import threading
import time

COUNTS = collections.Counter()
LOCK = threading.Lock()
LATE = "2099-01-01T00:00:00Z"
KEYS = {"AccessKeyId": "ASIAFAKE", "SecretAccessKey": "secret", "Token": "token", "Expiration": LATE}
BODY = bytes(range(256)) * 40


def keys(**changes):
    """Credentials as JSON."""
    return json.dumps({**KEYS, **changes}).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    """Tells the behaviours apart."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    stale = False

    def do_GET(self):
        """All methods come here."""
        self.received = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path, _, self.query = self.path.partition("?")
        with LOCK:
            COUNTS[self.path] += 1
            self.count = COUNTS[self.path]
        if self.stale:
            self.close_connection = True
            return
        words = path.strip("/").split("/")
        name = words[1] if words[0] == "bucket" else words[0]
        self.arguments = words[2:]
        getattr(self, name.replace("-", "_") or "root", self.echo)()

    do_PUT = do_POST = do_HEAD = do_GET

    def answer(self, body=b"ok", status=200, length=None, **headers):
        """Sends an answer; a wrong length ends the connection early."""
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body if self.command != "HEAD" else b"")
        self.close_connection = length is not None

    def error(self, status, code, message="a <b> & c"):
        """Sends an error as S3 does."""
        text = message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        body = f'<?xml version="1.0"?>\n<Error><Code>{code}</Code><Message>{text}</Message></Error>'
        self.answer(body.encode(), status, x_amz_request_id="REQUEST1")

    def echo(self):
        """What came."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        facts = {"target": self.path, "method": self.command, "headers": headers, "port": self.client_address[1]}
        self.answer(json.dumps(facts).encode())

    def bucket(self):
        """No behaviour."""
        self.echo()

    def fails(self):
        """TIMES/STATUS/CODE"""
        times, status, code = self.arguments[:3]
        self.error(int(status), code) if self.count <= int(times) else self.answer()

    def resets(self):
        """TIMES: closes without an answer."""
        self.close_connection = self.count <= int(self.arguments[0])
        if not self.close_connection:
            self.answer()

    def cuts(self):
        """TIMES: sends less than it announces."""
        self.answer(b"short", length=100) if self.count <= int(self.arguments[0]) else self.answer()

    def becomes_stale(self):
        """Answers, and closes the connection when the next request comes over it."""
        self.answer()
        self.stale = True

    def hangs(self):
        """Answers far too late."""
        time.sleep(30)

    def drips(self):
        """Starts an answer and never ends it."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(300):
            self.wfile.write(b".")
            time.sleep(0.1)

    def announces(self):
        """BYTES: announces so many."""
        self.answer(b"", length=int(self.arguments[0]))

    def endless(self):
        """Chunks without end."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            for _ in range(10_000):
                self.wfile.write(b"10000\r\n" + bytes(65_536) + b"\r\n")
        except OSError:
            self.close_connection = True

    def says(self):
        """STATUS/HEX: an error with this body."""
        self.answer(bytes.fromhex(self.arguments[1]), int(self.arguments[0]))

    def ranged(self):
        """KIND: an object in parts, as S3 sends it or not."""
        kind = self.arguments[0]
        if kind == "empty":
            return self.answer(b"") if self.command == "HEAD" else self.error(416, "InvalidRange")
        first, last = map(int, self.headers["Range"].removeprefix("bytes=").split("-"))
        last = min(last, len(BODY) - 1)
        later = first > 0
        if kind == "changes" and later and self.headers["If-Match"] == '"e1"':
            return self.error(412, "PreconditionFailed")
        if kind == "whole":
            return self.answer(BODY)
        body = BODY[first : last + 1]
        if kind == "shifts" and later:
            first, last = first - 1, last - 1
        if kind == "cuts" and later and self.flips():
            return self.answer(body[:3], 206, len(body), Content_Range=f"bytes {first}-{last}/{len(BODY)}")
        if kind == "corrupts" and later:
            body = bytes(len(body))
        place = f"bytes {first}-{last}/{len(BODY)}" if kind != "garbles" else "bytes 0-18446744073709551616/9"
        return self.answer(body, 206, Content_Range=place, ETag='"e1"')

    def flips(self):
        """Whether this part came for the first time."""
        with LOCK:
            COUNTS[self.path, self.headers["Range"]] += 1
            return COUNTS[self.path, self.headers["Range"]] == 1

    def root(self):
        """DynamoDB that loses its answer to a write; the table says whose item is there afterwards."""
        request = json.loads(self.received)
        with LOCK:
            COUNTS[request["TableName"]] += 1
            count = COUNTS[request["TableName"]]
        if count == 1:
            self.close_connection = True
            return
        item = request["Item"] if request["TableName"].startswith("own") else {"id": {"S": "another"}}
        kind = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"
        self.answer(json.dumps({"__type": kind, "message": "failed", "Item": item}).encode(), 400)

    def latest(self):
        """The metadata service: API token, role, keys."""
        if self.path == "/latest/api/token":
            has_age = self.command == "PUT" and self.headers["x-aws-ec2-metadata-token-ttl-seconds"] == "21600"
            return self.answer(b"session", 200 if has_age else 400)
        if self.headers["x-aws-ec2-metadata-token"] != "session":
            return self.answer(b"", 401)
        folder = "/latest/meta-data/iam/security-credentials/"
        return self.answer({folder: b"my role\n", folder + "my%20role": keys(Code="Success")}.get(self.path, b""))

    def container(self):
        """ANYTHING: keys for whoever has the token."""
        right = self.headers["Authorization"] == "Bearer 1"
        self.answer(keys(), 200 if right else 403)

    def federation(self):
        """The portal of IAM Identity Center."""
        right = self.headers["x-amz-sso_bearer_token"] == "portal" and self.query == "role_name=Reader&account_id=12"
        body = {"accessKeyId": "ASIASSO", "secretAccessKey": "s", "sessionToken": "t", "expiration": 4070908800000}
        self.answer(json.dumps({"roleCredentials": body}).encode(), 200 if right else 401)

    def log_message(self, *_):
        """Keeps the tests' output quiet."""


class Server(http.server.ThreadingHTTPServer):
    """Does not wait for answers that hang, nor complain about callers that left."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        """A caller that leaves is part of the tests."""


server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
for line in sys.stdin:
    print(COUNTS[line.strip()], flush=True)
