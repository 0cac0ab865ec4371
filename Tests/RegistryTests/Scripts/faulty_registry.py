"""A registry as it is on bad days, on a free port that is printed first; ends when its input does.

The first word of a repository says what is wrong with it. Lines of input are repositories; each is
answered with what was asked of it: a line of "METHOD kind status first-byte count" parts.
"""

import base64
import collections
import hashlib
import http.server
import json
import sys
import threading
import urllib.parse
import uuid

BLOBS, UPLOADS, MANIFESTS = {}, {}, {}
CALLS = collections.defaultdict(list)
FAULTS = collections.Counter()
BASIC = "Basic " + base64.b64encode(b"user:pass word:1").decode()
OTHER = "sha256:" + "0" * 64


class Handler(http.server.BaseHTTPRequestHandler):
    """Tells requests and faults apart."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        """All methods come here."""
        url = urllib.parse.urlsplit(self.path)
        self.query = dict(urllib.parse.parse_qsl(url.query))
        self.length = int(self.headers.get("Content-Length", 0))
        if url.path == "/token":
            return self.token(url.query)
        name, rest = self.split(url.path)
        self.name, self.fault = name, name.split("/")[0]
        self.kind = rest.split("/")[0] + ("-upload" if "uploads" in rest else "")
        if not self.authorised() or self.is_out_of_order():
            return None
        return getattr(self, self.kind.replace("-", "_"))(rest.rsplit("/", 1)[-1])

    do_PUT = do_POST = do_HEAD = do_PATCH = do_GET

    @staticmethod
    def split(path):
        """Repository and what is asked of it."""
        for word in ("/blobs/", "/manifests/"):
            if word in path:
                name, _, rest = path[len("/v2/"):].partition(word)
                return name, word[1:] + rest
        return "", ""

    def answer(self, status, body=b"", start=0, count=0, **headers):
        """Sends an answer and notes it."""
        CALLS[self.name].append(f"{self.command} {self.kind} {status} {start} {count}")
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def error(self, status, code, **headers):
        """Sends an error as the specification has it."""
        self.rfile.read(self.length)
        body = json.dumps({"errors": [{"code": code, "message": "no \u001b[31msuch luck"}]}).encode()
        self.answer(status, body, **headers)

    def authorised(self):
        """Whether the request says who asks, where that matters."""
        given = self.headers.get("Authorization")
        if self.fault in ("token", "identity", "greedy"):
            host = self.headers["Host"]
            if given != "Bearer good-token":
                challenge = f'Bearer realm="http://{host}/token?of={self.fault}",service="a \\"b\\", c"'
                self.error(401, "UNAUTHORIZED", WWW_Authenticate=challenge)
                return False
        is_guarded = self.fault == "basic" or self.fault == "away" and self.headers["Host"].startswith("127")
        if is_guarded and given != BASIC:
            self.error(401, "UNAUTHORIZED", WWW_Authenticate='Basic realm="test"')
            return False
        if given and self.headers["Host"].startswith("localhost"):
            self.error(400, "SECRET_LEAKED")
            return False
        return True

    def token(self, query):
        """The token service."""
        self.name = self.kind = "token"
        body = self.rfile.read(self.length).decode()
        fields = dict(urllib.parse.parse_qsl(body or query))
        service = fields.get("service") == 'a "b", c'
        scoped = "pull,push" in fields.get("scope", "")
        if self.command == "POST":
            good = fields.get("grant_type") == "refresh_token" and fields.get("refresh_token") == "identity/token="
        else:
            good = self.headers.get("Authorization") == BASIC
        if good and service and scoped:
            return self.answer(200, json.dumps({"access_token": "good-token", "expires_in": 60}).encode())
        return self.error(401, "DENIED")

    def is_out_of_order(self):
        """Faults that do not depend on what is asked."""
        key = (self.command, self.path)
        FAULTS[key] += 1
        if self.fault == "busy" and FAULTS[key] <= 2:
            self.error(429, "TOOMANYREQUESTS", Retry_After="0")
        elif self.fault == "down":
            self.error(503, "UNAVAILABLE")
        elif self.fault == "closed" and self.command == "POST":
            self.error(403, "DENIED")
        elif self.fault == "absent" and self.command == "POST":
            self.error(404, "NAME_UNKNOWN")
        elif self.fault == "narrow" and self.length > 40_000:
            self.error(413, "TOOLARGE")
        elif self.fault == "greedy":
            self.error(401, "UNAUTHORIZED", WWW_Authenticate="Negotiate")
        else:
            return False
        return True

    def blobs(self, digest):
        """Whether a blob is there."""
        blob = BLOBS.get((self.name, digest))
        if blob is None:
            self.answer(404)
        else:
            self.send_response(200)
            CALLS[self.name].append(f"{self.command} {self.kind} 200 0 {len(blob)}")
            self.send_header("Docker-Content-Digest", OTHER if self.fault == "liar-head" else digest)
            self.send_header("Content-Length", str(len(blob)))
            self.end_headers()

    def location(self, key):
        """Where an upload goes on: relative, or at another name of this machine."""
        path = f"/v2/{self.name}/blobs/uploads/{key}?state=a%2Fb"
        if self.fault == "away":
            return f"http://localhost:{self.server.server_port}{path}"
        return path

    def blobs_upload(self, key):
        """Uploads."""
        if self.command == "POST":
            return self.begin()
        if key not in UPLOADS:
            return self.error(404, "BLOB_UPLOAD_UNKNOWN")
        upload = UPLOADS[key]
        start = len(upload)
        if self.command == "GET":
            end = max(0, start - 1)
            return self.answer(204, Range=f"0-{end}", Location=self.location(key))
        if "Content-Range" in self.headers and not self.headers["Content-Range"].startswith(f"{start}-"):
            return self.error(416, "RANGE_INVALID")
        if self.breaks_off(key, upload):
            return None
        upload += self.rfile.read(self.length)
        if self.command == "PATCH":
            return self.answer(
                202, b"", start, self.length, Range=f"0-{len(upload) - 1}", Location=self.location(key))
        found = "sha256:" + hashlib.sha256(upload).hexdigest()
        if found != self.query["digest"]:
            return self.error(400, "DIGEST_INVALID")
        BLOBS[self.name, found] = bytes(UPLOADS.pop(key))
        return self.answer(
            201, b"", start, self.length, Docker_Content_Digest=OTHER if self.fault == "liar-blob" else found)

    def begin(self):
        """A new upload."""
        key = str(uuid.uuid4())
        UPLOADS[key] = bytearray()
        shortest = {"OCI_Chunk_Min_Length": "60000"} if self.fault == "coarse" else {}
        self.answer(202, Location=self.location(key), **shortest)

    def breaks_off(self, key, upload):
        """Takes half of a large body and hangs up, or all of it without a word."""
        FAULTS[self.name] += self.length > 20_000
        faults = {"coarse": 1, "drop": 1, "forget": 1, "mute": 1, "often": 9}.get(self.fault, 0)
        if self.length <= 20_000 or FAULTS[self.name] > faults:
            return False
        start = len(upload)
        count = self.length if self.fault == "mute" else self.length // 2
        upload += self.rfile.read(count)
        CALLS[self.name].append(f"{self.command} {self.kind} 0 {start} {count}")
        if self.fault == "forget":
            del UPLOADS[key]
        if self.fault == "mute":
            BLOBS[self.name, "sha256:" + hashlib.sha256(upload).hexdigest()] = bytes(UPLOADS.pop(key))
        self.close_connection = True
        return True

    def manifests(self, tag):
        """Manifests."""
        body = self.rfile.read(self.length)
        if self.command == "HEAD":
            digest = MANIFESTS.get((self.name, tag))
            return self.answer(200, Docker_Content_Digest=digest) if digest else self.answer(404)
        digest = "sha256:" + hashlib.sha256(body).hexdigest()
        MANIFESTS[self.name, tag] = digest
        return self.answer(201, Docker_Content_Digest=OTHER if self.fault == "liar-manifest" else digest)

    def log_message(self, *_):
        """Says nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Quiet about clients that hang up."""

    daemon_threads = True

    def handle_error(self, *_):
        """Says nothing."""


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
for line in sys.stdin:
    print("; ".join(CALLS[line.strip()]), flush=True)
