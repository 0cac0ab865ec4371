"""Passes connections on to a port, and breaks the first ones off in the middle of a large upload.

Usage: breaking_proxy.py PORT BYTES TIMES. Prints its own port; ends when its input does. A connection
is broken off once so many bytes came from the client, so often.
"""

import contextlib
import itertools
import socket
import sys
import threading

target, limit, times = map(int, sys.argv[1:])
breaks = itertools.count()


def pump(source, sink, count):
    """Passes bytes on until one side is done or enough came."""
    with contextlib.suppress(OSError):
        while data := source.recv(8192):
            if count is not None:
                count += len(data)
                if count > limit and next(breaks) < times:
                    break
                count = 0 if count > limit else count
            sink.sendall(data)
    for side in (source, sink):
        with contextlib.suppress(OSError):
            side.shutdown(socket.SHUT_RDWR)


def serve(listener):
    """Takes connections."""
    while True:
        client, _ = listener.accept()
        server = socket.create_connection(("127.0.0.1", target))
        threading.Thread(target=pump, args=(client, server, 0), daemon=True).start()
        threading.Thread(target=pump, args=(server, client, None), daemon=True).start()


with socket.create_server(("127.0.0.1", 0)) as listener:
    threading.Thread(target=serve, args=(listener,), daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    sys.stdin.read()
