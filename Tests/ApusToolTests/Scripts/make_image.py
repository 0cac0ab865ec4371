"""Writes the archive of a small image of one layer, as an OCI layout.

Usage: make_image.py FILE
"""

import gzip
import hashlib
import io
import json
import sys
import tarfile


def archive(files):
    """A tar archive of these files."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


blobs = {}


def descriptor(kind, content):
    """Keeps a content, and describes it."""
    digest = hashlib.sha256(content).hexdigest()
    blobs[f"blobs/sha256/{digest}"] = content
    return {"mediaType": f"application/vnd.oci.image.{kind}", "digest": f"sha256:{digest}", "size": len(content)}


plain = archive({"model.onnx": bytes(range(256)) * 4})
layer = descriptor("layer.v1.tar+gzip", gzip.compress(plain, mtime=0))
rootfs = {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(plain).hexdigest()]}
config = descriptor(
    "config.v1+json", json.dumps({"architecture": "amd64", "os": "linux", "rootfs": rootfs}).encode())
manifest = descriptor(
    "manifest.v1+json", json.dumps({"schemaVersion": 2, "config": config, "layers": [layer]}).encode())
index = {"schemaVersion": 2, "manifests": [manifest]}
with open(sys.argv[1], "wb") as file:
    file.write(archive({**blobs, "index.json": json.dumps(index).encode(), "oci-layout": b"{}"}))
