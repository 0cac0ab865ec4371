"""Writes what botocore makes of requests that are hard to sign: signatures.json and endpoints.json.

Usage: aws_signatures.py FOLDER, usually Tests/AWSClientTests/Fixtures. Needs botocore.
"""

import datetime
import json
import pathlib
import random
import sys
from unittest import mock

import botocore.auth
import botocore.session
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.utils import percent_encode, percent_encode_sequence

PLAIN = {"key": "AKIDEXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
TEMPORARY = {**PLAIN, "token": "FwoGZXIvYXdzE//+=token=="}
S3 = "https://bucket.s3.eu-central-1.amazonaws.com"
SERVICES = ["s3", "sqs", "dynamodb", "events", "sts", "sso", "ecr"]
PARTITIONS = ["aws", "aws-cn", "aws-us-gov", "aws-eusc"]
HOSTILE_KEYS = [
    "plain.jpg", "a b.jpg", "a+b.jpg", "a%20b.jpg", "~tilde~", "-_.~", "ünïcödé/日本語/🐦.jpg", "e\u0301 combining",
    "a//b", "/leading", "trailing/", "..", ".", "a/../b", "a/./b", "../../etc/passwd", "q?x=1&y=2", "hash#fragment",
    "at@colon:semi;", "quotes'\"`", "brackets[]{}()<>", "back\\slash", "pipe|caret^", "star*bang!$&,=",
    "tab\tnewline\n", "null\u0000", "%", "%2F", "\u200b\u202e",
]  # fmt: skip


def case(name, **changes):
    """A request with the values that most of them share."""
    values = {
        "name": name, "form": "header", "service": "s3", "region": "eu-central-1", "time": 1440938160, "seconds": 0,
        "credentials": PLAIN, "method": "GET", "endpoint": S3, "path": "/", "query": [], "headers": [], "body": "",
    }  # fmt: skip
    return {**values, **changes}


def cases():
    """All requests."""
    for key in HOSTILE_KEYS:
        yield case(f"S3 key {key!r}", path=f"/{key}")
        yield case(f"presigned S3 key {key!r}", form="query", seconds=900, path=f"/{key}", credentials=TEMPORARY)
        yield case(f"path of another service {key!r}", service="events", path=f"/{key}", endpoint="https://events.test")
    generator = random.Random(7)
    for index in range(40):
        pairs = [(generator.randrange(1, 0xD800), generator.randrange(0x20, 0x7F)) for _ in range(12)]
        key = "".join(chr(generator.choice(pair)) for pair in pairs)
        yield case(f"random key {index}", path=f"/{key}", form=generator.choice(["header", "query"]), seconds=60)
    queries = {
        "empty value": [["acl", ""]],
        "repeated names": [["b", "2"], ["a", "z"], ["a", "1"], ["b", "10"]],
        "order by encoded name": [[name, "1"] for name in ["é", "z", "A", "a", "a-b", "a.b", "~"]],
        "hostile values": [["x", "a b+c%~/?&=#"], ["versionId", "3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY+MTRcxf3vjVBH4"]],
        "prefix of a name": [["ab", "1"], ["a", "2"]],
    }  # fmt: skip
    for name, query in queries.items():
        yield case(f"query with {name}", query=query)
        yield case(f"query of STS with {name}", service="sts", endpoint="https://sts.amazonaws.com", query=query)
        if len({key for key, _ in query}) == len(query):
            yield case(f"presigned query with {name}", form="query", seconds=1, query=query)
    headers = {
        "spaces": [["X-Amz-Meta-A", "  a   b  "], ["x-amz-meta-b", "\ttab\t\tbed "]],
        "an empty value": [["x-amz-meta-a", ""]],
        "names out of order": [["Zebra", "1"], ["content-type", "image/jpeg"], ["a", "2"], ["X-Amz-Acl", "private"]],
        "one name twice": [["x-amz-meta-a", "2"], ["x-amz-meta-a", "1"]],
        "what nobody signs": [["User-Agent", "x"], ["Expect", "y"]],
        "quotes": [["if-match", '"etag  with  spaces"']],
    }  # fmt: skip
    for name, lines in headers.items():
        yield case(f"header with {name}", headers=lines, method="PUT", body="bytes")
        yield case(f"presigned header with {name}", form="query", seconds=604800, headers=lines, method="PUT")
    endpoints = [
        "http://127.0.0.1:9000", "http://localhost", "https://host:443", "https://host:8443", "http://[::1]:4566",
        "https://host/stage/v1",
    ]  # fmt: skip
    for endpoint in endpoints:
        yield case(f"endpoint {endpoint}", endpoint=endpoint, path="/bucket/a b")
        yield case(f"presigned endpoint {endpoint}", form="query", seconds=5, endpoint=endpoint, path="/bucket/a b")
    for service in SERVICES:
        yield case(
            f"JSON for {service}", service=service, method="POST", region="us-east-1", credentials=TEMPORARY,
            endpoint=f"https://{service}.us-east-1.amazonaws.com", body='{"key": "välue"}',
            headers=[["Content-Type", "application/x-amz-json-1.0"]])  # fmt: skip
        yield case(f"presigned for {service}", service=service, form="query", seconds=7, credentials=TEMPORARY)
    for time in [0, 951782399, 951868800, 4107542400, 1709164800, 1735689599]:
        yield case(f"time {time}", time=time)
    yield case("a body of 10 kB", method="PUT", body="0123456789" * 1_000)


def signed(values):
    """The case with botocore's answer."""
    keys = values["credentials"]
    credentials = Credentials(keys["key"], keys["secret"], keys.get("token"))
    url = values["endpoint"] + percent_encode(values["path"], safe="/~")
    if values["query"]:
        url += "?" + percent_encode_sequence([tuple(pair) for pair in values["query"]])
    request = AWSRequest(method=values["method"], url=url, data=values["body"].encode())
    for name, value in values["headers"]:
        request.headers.add_header(name, value)
    is_s3, is_query = values["service"] == "s3", values["form"] == "query"
    name = ("S3" if is_s3 else "") + ("SigV4QueryAuth" if is_query else "SigV4Auth")
    arguments = {"expires": values["seconds"]} if is_query else {}
    service = "awsssoportal" if values["service"] == "sso" else values["service"]
    signer = getattr(botocore.auth, name)(credentials, service, values["region"], **arguments)
    moment = datetime.datetime.fromtimestamp(values["time"], datetime.timezone.utc)
    with mock.patch.object(botocore.auth, "get_current_datetime", lambda: moment):
        signer.add_auth(request)
    return {**values, "expected": request.url if is_query else request.headers["Authorization"]}


def endpoints():
    """The address of each service in each region."""
    session = botocore.session.Session()
    session.set_credentials("x", "x")
    configuration = botocore.config.Config(s3={"us_east_1_regional_endpoint": "regional"})
    for partition in PARTITIONS:
        for region in sorted(session.get_available_regions("s3", partition)):
            for service in SERVICES:
                client = session.create_client(service, region, config=configuration)
                yield {"region": region, "service": service, "url": client.meta.endpoint_url}


folder = pathlib.Path(sys.argv[1])
for name, rows in [("signatures", map(signed, cases())), ("endpoints", endpoints())]:
    lines = ",\n".join(json.dumps(row, ensure_ascii=True) for row in rows)
    (folder / f"{name}.json").write_text(f"[\n{lines}\n]\n")
