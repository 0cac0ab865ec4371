"""Pulls an image with skopeo, unpacks it with umoci, runs it with runc, and has it answer an event with a picture.

Usage: run_pulled_image.py NAME PICTURE

Prints the function's answer. Its Runtime API is here, on a port of this machine, so the container has no network of its
own.
"""

import base64
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading

name, picture = sys.argv[1:3]
with open(picture, "rb") as file:
    event = json.dumps({"image_data": base64.b64encode(file.read()).decode(), "confidence": 0.1}).encode()
answers = []
answered = threading.Event()


class RuntimeAPI(http.server.BaseHTTPRequestHandler):
    """One event, and then none."""

    protocol_version = "HTTP/1.1"
    events = [event]

    def do_GET(self):
        """The next event."""
        if not self.events:
            answered.wait()
            return self.close()
        self.reply(self.events.pop(), {
            "Lambda-Runtime-Aws-Request-Id": "1", "Lambda-Runtime-Deadline-Ms": "9999999999999",
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-central-1:123456789012:function:test"})

    def do_POST(self):
        """An answer, or why there is none."""
        answers.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.reply(b"{}", {}, 202)
        answered.set()

    def reply(self, body, headers, status=200):
        """Sends a reply."""
        self.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def close(self):
        """Ends the connection without an answer."""
        self.close_connection = True

    def log_message(self, *arguments):
        """Says nothing."""


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), RuntimeAPI)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    quiet = {"check": True, "stdout": sys.stderr}
    subprocess.run(
        ["skopeo", "copy", "-q", "--insecure-policy", "--src-tls-verify=false", f"docker://{name}", "oci:layout:v1"],
        **quiet)
    subprocess.run(["umoci", "unpack", "--image", "layout:v1", "bundle"], **quiet)
    with open("bundle/config.json", encoding="utf-8") as file:
        settings = json.load(file)
    # A test has no terminal, and may not be let near control groups.
    settings["process"]["terminal"] = False
    settings["process"]["env"].append(f"AWS_LAMBDA_RUNTIME_API=127.0.0.1:{server.server_port}")
    settings["linux"]["resources"] = {}
    settings["linux"]["namespaces"] = [kind for kind in settings["linux"]["namespaces"] if kind["type"] != "network"]
    with open("bundle/config.json", "w", encoding="utf-8") as file:
        json.dump(settings, file)
    identifier = f"apus-pulled-{os.getpid()}"
    runc = ["runc", "--root", f"{folder}/state"]
    with subprocess.Popen([*runc, "run", "-b", "bundle", identifier], stdout=sys.stderr) as container:
        ended = threading.Thread(target=lambda: (container.wait(), answered.set()))
        ended.start()
        answered.wait(60)
        answered.set()
        subprocess.run([*runc, "kill", identifier, "KILL"], stdout=sys.stderr, stderr=sys.stderr)
        ended.join(20)
        container.kill()
        subprocess.run([*runc, "delete", "--force", identifier], stdout=sys.stderr, stderr=sys.stderr)
print(answers[0] if answers else "no answer")
