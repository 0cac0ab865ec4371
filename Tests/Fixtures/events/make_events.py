#!/usr/bin/env python3
"""Writes the sample events beside it: the shapes that AWS documents, with values of our own.

Nested documents (an S3 event in a notification in a queue's message) are made here rather than escaped by hand.
"""

import base64
import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent
ACCOUNT = "111122223333"
EVENTS = {}


def rest_api(**changes):
    event = {
        "resource": "/models/{model}/infer",
        "path": "/models/yolo/infer",
        "httpMethod": "POST",
        "headers": {"Accept": "image/png", "Content-Type": "application/json", "Cookie": "theme=dark; lang=de",
                    "X-Forwarded-For": "198.51.100.7, 203.0.113.9"},
        "multiValueHeaders": {"Accept": ["image/png", "application/json"], "Content-Type": ["application/json"],
                              "Cookie": ["theme=dark; lang=de"],
                              "X-Forwarded-For": ["198.51.100.7, 203.0.113.9"]},
        "queryStringParameters": {"classes": "person", "note": "50%+ sure"},
        "multiValueQueryStringParameters": {"classes": ["bus", "person"], "note": ["50%+ sure"]},
        "pathParameters": {"model": "yolo"},
        "stageVariables": None,
        "requestContext": {
            "accountId": ACCOUNT, "apiId": "a1b2c3d4e5", "stage": "prod", "httpMethod": "POST",
            "domainName": "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com", "path": "/prod/models/yolo/infer",
            "resourcePath": "/models/{model}/infer", "requestId": "rest-0001", "protocol": "HTTP/1.1",
            "domainPrefix": "a1b2c3d4e5", "extendedRequestId": "example=", "resourceId": "abc123",
            "requestTime": "29/Aug/2026:12:00:00 +0000", "requestTimeEpoch": 1788004800000,
            "identity": {"sourceIp": "198.51.100.7", "userAgent": "curl/8.9.1", "apiKey": None},
        },
        "body": "{\"image\": \"caf\u00e9\"}",
        "isBase64Encoded": False,
    }
    return {**event, **changes}


def http_api(**changes):
    event = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/analyze",
        "rawQueryString": "classes=bus&classes=person&note=50%25%2B+sure&flag",
        "cookies": ["theme=dark", "lang=de"],
        "headers": {"accept": "image/png,application/json", "content-type": "image/jpeg",
                    "host": "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com"},
        "queryStringParameters": {"classes": "bus,person", "note": "50%+ sure", "flag": ""},
        "requestContext": {
            "accountId": ACCOUNT, "apiId": "a1b2c3d4e5", "stage": "$default", "routeKey": "$default",
            "domainName": "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com", "requestId": "http-0001",
            "http": {"method": "POST", "path": "/analyze", "protocol": "HTTP/1.1", "sourceIp": "198.51.100.8",
                     "userAgent": "curl/8.9.1"},
            "domainPrefix": "a1b2c3d4e5", "time": "29/Aug/2026:12:00:00 +0000", "timeEpoch": 1788004800000,
        },
        "body": base64.b64encode(bytes([0xFF, 0xD8, 0xFF, 0xE0, 0x00])).decode(),
        "isBase64Encoded": True,
    }
    return {**event, **changes}


def context(event, **changes):
    return {**event["requestContext"], **changes}


def load_balancer(lists):
    event = {
        "requestContext": {"elb": {
            "targetGroupArn": f"arn:aws:elasticloadbalancing:eu-west-1:{ACCOUNT}:targetgroup/vision/0123456789abcdef"}},
        "httpMethod": "POST",
        "path": "/analyze%20this",
        "body": "hello",
        "isBase64Encoded": False,
    }
    fields = {"accept": "*/*", "host": "vision.example.com", "x-amzn-trace-id": "Root=1-68a1b2c3-0123456789abcdef",
              "x-forwarded-for": "10.9.8.7, 198.51.100.9"}
    query = {"note": "50%25%2B+sure", "caf%C3%A9": "1"}
    if lists:
        event["multiValueHeaders"] = {name: [value] for name, value in fields.items()}
        event["multiValueHeaders"]["accept"] = ["image/png", "*/*"]
        event["multiValueQueryStringParameters"] = {name: [value] for name, value in query.items()}
        event["multiValueQueryStringParameters"]["classes"] = ["bus", "person"]
    else:
        event["headers"] = fields
        event["queryStringParameters"] = query
    return event


def s3_record(name, key, **entity):
    return {
        "eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "eu-west-1",
        "eventTime": "2026-08-29T12:00:00.000Z", "eventName": name,
        "userIdentity": {"principalId": "AWS:EXAMPLE"}, "requestParameters": {"sourceIPAddress": "198.51.100.10"},
        "responseElements": {"x-amz-request-id": "0123456789ABCDEF", "x-amz-id-2": "example"},
        "s3": {
            "s3SchemaVersion": "1.0", "configurationId": "pictures",
            "bucket": {"name": "camera", "ownerIdentity": {"principalId": "EXAMPLE"}, "arn": "arn:aws:s3:::camera"},
            "object": {"key": key, **entity},
        },
    }


def bus_event(source, detail_type, detail, **changes):
    return {"version": "0", "id": "bus-0001", "detail-type": detail_type, "source": source, "account": ACCOUNT,
            "time": "2026-08-29T12:00:00Z", "region": "eu-west-1", "resources": [], "detail": detail, **changes}


def message(identifier, body, queue="pictures", **attributes):
    return {
        "messageId": identifier, "receiptHandle": "AQEBexample", "body": body,
        "attributes": {"ApproximateReceiveCount": "2", "SentTimestamp": "1788004800000", "SenderId": "EXAMPLE",
                       "ApproximateFirstReceiveTimestamp": "1788004800001", **attributes},
        "messageAttributes": {}, "md5OfBody": "00000000000000000000000000000000", "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:eu-west-1:{ACCOUNT}:{queue}", "awsRegion": "eu-west-1",
    }


def envelope(text, url="URL"):
    """A notification as a topic puts it into a queue; under a function's `Sns` two names are spelt otherwise."""
    return {"Type": "Notification", "MessageId": "topic-0001", "Message": text, "Timestamp": "2026-08-29T12:00:00.000Z",
            "TopicArn": f"arn:aws:sns:eu-west-1:{ACCOUNT}:pictures", "Subject": "Amazon S3 Notification",
            "SignatureVersion": "1", "Signature": "example", f"SigningCert{url}": "https://sns.example.com/cert.pem",
            f"Unsubscribe{url}": "https://sns.example.com/unsubscribe"}


def notification(text):
    return {"EventVersion": "1.0", "EventSource": "aws:sns",
            "EventSubscriptionArn": f"arn:aws:sns:eu-west-1:{ACCOUNT}:pictures:0001", "Sns": envelope(text, url="Url")}


def kinesis(number, data):
    return {
        "kinesis": {"kinesisSchemaVersion": "1.0", "partitionKey": "camera-1", "sequenceNumber": number,
                    "data": base64.b64encode(data).decode(), "approximateArrivalTimestamp": 1788004800.123},
        "eventSource": "aws:kinesis", "eventVersion": "1.0", "eventID": f"shardId-000000000000:{number}",
        "eventName": "aws:kinesis:record", "invokeIdentityArn": f"arn:aws:iam::{ACCOUNT}:role/vision",
        "awsRegion": "eu-west-1", "eventSourceARN": f"arn:aws:kinesis:eu-west-1:{ACCOUNT}:stream/pictures",
    }


def table_change(name, number, **images):
    return {
        "eventID": f"change-{number}", "eventVersion": "1.1", "eventName": name, "eventSource": "aws:dynamodb",
        "awsRegion": "eu-west-1",
        "dynamodb": {"ApproximateCreationDateTime": 1788004800.0, "Keys": {"id": {"S": "job-1"}}, **images,
                     "SequenceNumber": number, "SizeBytes": 64, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        "eventSourceARN": f"arn:aws:dynamodb:eu-west-1:{ACCOUNT}:table/jobs/stream/2026-08-29T00:00:00.000",
    }


def batch_job(version, job, **task):
    return {"invocationSchemaVersion": version, "invocationId": "batch-0001", "job": {"id": "job-0001", **job},
            "tasks": [{"taskId": "task-0001", "s3Key": "in/two+words%2C+caf%C3%A9.jpg", **task}]}


EVENTS["rest-api"] = rest_api()
EVENTS["rest-api-custom-domain"] = rest_api(
    path="/vision/v1/models/yolo/infer",
    requestContext=context(rest_api(), domainName="api.example.com", path="/vision/v1/models/yolo/infer"))
EVENTS["rest-api-test-console"] = {
    "resource": "/analyze", "path": "/analyze", "httpMethod": "POST", "headers": None, "multiValueHeaders": None,
    "queryStringParameters": None, "multiValueQueryStringParameters": None, "pathParameters": None,
    "requestContext": {"stage": "test-invoke-stage", "requestId": "console-0001",
                       "identity": {"sourceIp": "test-invoke-source-ip"}},
    "body": {"s3": {"bucket": "camera", "key": "bus.jpg"}}, "isBase64Encoded": False,
}
EVENTS["http-api"] = http_api()
EVENTS["http-api-stage"] = http_api(
    routeKey="POST /models/{model}/infer", rawPath="/prod/models/yolo/infer", rawQueryString="", cookies=None,
    pathParameters={"model": "yolo"}, queryStringParameters=None, body=None, isBase64Encoded=False,
    requestContext=context(http_api(), stage="prod", routeKey="POST /models/{model}/infer"))
EVENTS["http-api-default-route-stage"] = http_api(
    rawPath="/prod/analyze", requestContext=context(http_api(), stage="prod"))
EVENTS["http-api-format-1"] = rest_api(
    version="1.0", resource="$default", path="/prod/analyze", pathParameters=None, body=None,
    requestContext=context(rest_api(), path="/prod/analyze", resourcePath="$default"))
FUNCTION_HOST = "abcdefghij.lambda-url.eu-west-1.on.aws"
EVENTS["function-url"] = http_api(
    rawPath="/", rawQueryString="", body=None, isBase64Encoded=False, cookies=None,
    headers={"host": FUNCTION_HOST, "cookie": "theme=dark"}, queryStringParameters=None,
    requestContext=context(http_api(), domainName=FUNCTION_HOST, requestId="url-0001",
                           http={**http_api()["requestContext"]["http"], "method": "GET", "path": "/"}))
EVENTS["load-balancer"] = load_balancer(lists=False)
EVENTS["load-balancer-value-lists"] = load_balancer(lists=True)
EVENTS["web-socket-api"] = {
    "requestContext": {"routeKey": "$connect", "eventType": "CONNECT", "connectionId": "example=", "stage": "prod"},
    "isBase64Encoded": False}

PICTURE = dict(size=184662, eTag="0123456789abcdef0123456789abcdef", versionId="v.1", sequencer="0055AED6DCD90281E5")
CREATED = {"Records": [s3_record("ObjectCreated:Put", "in/two+words%2C+caf%C3%A9+%2B1.jpg", **PICTURE)]}
TEST_EVENT = {"Service": "Amazon S3", "Event": "s3:TestEvent", "Time": "2026-08-29T12:00:00.000Z", "Bucket": "camera",
              "RequestId": "0123456789ABCDEF", "HostId": "example"}
EVENTS["s3-created"] = CREATED
EVENTS["s3-removed"] = {"Records": [
    s3_record("ObjectRemoved:DeleteMarkerCreated", "in/bus.jpg", sequencer="0055AED6DCD90281E6")]}
EVENTS["s3-test-event"] = TEST_EVENT
EVENTS["eventbridge-object-created"] = bus_event("aws.s3", "Object Created", {
    "version": "0", "bucket": {"name": "camera"}, "request-id": "0123456789ABCDEF", "requester": ACCOUNT,
    "object": {"key": "in/50%20+1.jpg", "size": 184662, "etag": "0123456789abcdef0123456789abcdef",
               "version-id": "v.1", "sequencer": "0055AED6DCD90281E5"},
    "source-ip-address": "198.51.100.10", "reason": "PutObject"})
EVENTS["eventbridge-custom"] = bus_event("com.example.cameras", "Picture Taken", {"url": "https://example.com/1.jpg"})
EVENTS["eventbridge-schedule"] = bus_event("aws.events", "Scheduled Event", {})
EVENTS["eventbridge-schedule-warm-up"] = bus_event("aws.events", "Scheduled Event", {"warmup": True})

REQUEST = {"s3": {"bucket": "camera", "key": "bus.jpg"}}
EVENTS["queue"] = {"Records": [
    message("message-request", json.dumps(REQUEST)),
    message("message-s3", json.dumps(CREATED)),
    message("message-sns-s3", json.dumps(envelope(json.dumps(CREATED)))),
    message("message-sns-request", json.dumps(envelope(json.dumps(REQUEST)))),
    message("message-eventbridge", json.dumps(EVENTS["eventbridge-object-created"])),
    message("message-text", "s3://camera/bus.jpg"),
    message("message-test", json.dumps(TEST_EVENT)),
    message("message-broken", "{\"s3\": {\"bucket\": "),
]}
EVENTS["queue-fifo"] = {"Records": [
    message(f"message-{place}", json.dumps(REQUEST), queue="pictures.fifo", MessageGroupId=group,
            MessageDeduplicationId=f"picture-{place}", SequenceNumber=f"1887317722223270{place:04}")
    for place, group in enumerate(["camera-1", "camera-2", "camera-1", "camera-2", "camera-1"])]}
EVENTS["topic"] = {"Records": [notification(json.dumps(CREATED)), notification("hello")]}
EVENTS["stream"] = {"Records": [
    kinesis("49590338271490256608559692538361571095921575989136588898", json.dumps(REQUEST).encode()),
    kinesis("49590338271490256608559692540925702759324208523137515618", bytes([0xFF, 0xD8, 0xFF, 0xE0, 0x00])),
    kinesis("49590338271490256608559692540925702759324208523137515619", b"hello")]}
ITEM = {
    "id": {"S": "job-1"}, "count": {"N": "12345678901234567890.5"}, "done": {"BOOL": False}, "note": {"NULL": True},
    "labels": {"SS": ["bus", "person"]}, "scores": {"NS": ["1", "2.5"]}, "raw": {"B": "AAEC"}, "rows": {"BS": ["AA=="]},
    "source": {"M": {"bucket": {"S": "camera"}, "keys": {"L": [{"S": "bus.jpg"}, {"N": "1E+2"}]}}},
}
EVENTS["table-stream"] = {"Records": [
    table_change("INSERT", "100000000000000000001", NewImage=ITEM),
    table_change("REMOVE", "100000000000000000002", OldImage=ITEM),
    table_change("MODIFY", "100000000000000000003", NewImage={"id": {"S": "job-1"}, "odd": {"X": "?"}})]}
EVENTS["batch-operations-1"] = batch_job(
    "1.0", {}, s3VersionId="v.1", s3BucketArn=f"arn:aws:s3:eu-west-1:{ACCOUNT}:camera")
EVENTS["batch-operations-2"] = batch_job(
    "2.0", {"userArguments": {"confidence": "0.4"}}, s3VersionId=None, s3Bucket="camera")
EVENTS["warm-up"] = {"warmup": True, "concurrency": 3, "httpMethod": "GET"}
EVENTS["warm-up-plugin"] = {"source": "serverless-plugin-warmup"}
EVENTS["warm-up-lambda-warmer"] = {"warmer": True, "concurrency": 3}
EVENTS["direct"] = REQUEST
EVENTS["mail"] = {"Records": [{"eventSource": "aws:ses", "eventVersion": "1.0", "ses": {"mail": {}, "receipt": {}}}]}

for name, event in EVENTS.items():
    (FOLDER / f"{name}.json").write_text(json.dumps(event, indent=2, ensure_ascii=False) + "\n")
