"""Runs docker-registry on a free port, which is printed; ends when its input does.

Arguments: none, or a user and a password that it asks for.
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

folder = tempfile.mkdtemp(prefix="apus-registry-")
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
lines = [
    "version: 0.1",
    "log: {level: error}",
    f"storage: {{filesystem: {{rootdirectory: {folder}/data}}, delete: {{enabled: true}}}}",
    f'http: {{addr: "127.0.0.1:{port}"}}',
]
if len(sys.argv) > 2:
    entry = subprocess.run(["htpasswd", "-Bbn", *sys.argv[1:3]], capture_output=True, check=True)
    with open(f"{folder}/htpasswd", "wb") as file:
        file.write(entry.stdout)
    lines.append(f"auth: {{htpasswd: {{realm: test, path: {folder}/htpasswd}}}}")
with open(f"{folder}/config.yml", "w", encoding="utf-8") as file:
    file.write("\n".join(lines))
with open(f"{folder}/log", "wb") as log:
    registry = subprocess.Popen(
        ["docker-registry", "serve", f"{folder}/config.yml"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        env={**os.environ, "OTEL_TRACES_EXPORTER": "none"})
try:
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/v2/")
            connection.getresponse().read()
            print(port, flush=True)
            break
        except OSError:
            if registry.poll() is not None:
                break
            time.sleep(0.05)
    sys.stdin.read()
finally:
    registry.kill()
    registry.wait()
    shutil.rmtree(folder, ignore_errors=True)
