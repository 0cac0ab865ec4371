"""A function of Lambda's Runtime API: wants requests with the picture that its argument names, in base64 in JSON.

It answers with the number of the picture's bytes, with status 400 to anything else, and ends on an empty event.
"""

import base64
import http.client
import json
import os
import sys

CALLS = "/2018-06-01/runtime/invocation"


def answer(event: bytes, picture: bytes) -> dict:
    """The answer to an event."""
    body = json.loads(json.loads(event).get("body", "{}"))
    if base64.b64decode(body.get("image_data", "")) != picture:
        return {"statusCode": 400, "body": "another picture"}
    return {"statusCode": 200, "body": str(len(picture))}


def main() -> None:
    """Serves until an empty event comes."""
    with open(sys.argv[1], "rb") as file:
        picture = file.read()
    connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    while True:
        connection.request("GET", f"{CALLS}/next")
        response = connection.getresponse()
        identifier, event = response.headers["Lambda-Runtime-Aws-Request-Id"], response.read()
        if not event:
            sys.exit("an empty event")
        connection.request("POST", f"{CALLS}/{identifier}/response", json.dumps(answer(event, picture)))
        connection.getresponse().read()


main()
