"""Writes form bodies as clients make them, each with a line on its content type and one JSON line a part.

NAME.form is the content type, a line break, and the body. NAME.json has the parts that are expected: name, file name,
content type and content (Latin-1). Needs requests and urllib3: python3 forms.py
"""

import email.mime.multipart
import email.mime.nonmultipart
import json
import pathlib
import urllib3
import urllib3.fields

import requests

FOLDER = pathlib.Path(__file__).parent
PICTURE = bytes(range(256)) + b"\r\n--\r\n\r\n" + b"\xff\xd8\r\r\n\n" + bytes(reversed(range(256)))


def write(name, content_type, body, parts):
    """Writes one form and what is in it."""
    (FOLDER / f"{name}.form").write_bytes(content_type.encode() + b"\n" + body)
    rows = [
        {"name": field, "fileName": file_name, "contentType": kind, "content": content.decode("latin-1")}
        for field, file_name, kind, content in parts
    ]
    (FOLDER / f"{name}.json").write_text(json.dumps(rows, indent=1) + "\n")


def by_requests(name, files, data, parts):
    """As the requests package sends it; its random boundary is replaced to keep the file the same."""
    request = requests.Request("POST", "http://a.test/", files=files, data=data).prepare()
    boundary = request.headers["Content-Type"].partition("boundary=")[2]
    fixed = "0123456789abcdef0123456789abcdef"
    write(name, request.headers["Content-Type"].replace(boundary, fixed),
          request.body.replace(boundary.encode(), fixed.encode()), parts)


def main():
    """Writes all forms."""
    by_requests(
        "requests-one", {"image": ("bus.jpg", PICTURE, "image/jpeg")}, None,
        [("image", "bus.jpg", "image/jpeg", PICTURE)])
    by_requests(
        "requests-many",
        [("images", ("a.png", PICTURE, "image/png; charset=binary")), ("images", ("b c.png", b"", "IMAGE/PNG")),
         ("raw", (None, b"\r\n", None))],
        {"confidence": "0.4", "classes": "car,bus"},
        [("confidence", None, None, b"0.4"), ("classes", None, None, b"car,bus"),
         ("images", "a.png", "image/png", PICTURE), ("images", "b c.png", "image/png", b""), ("raw", None, None, b"\r\n")])
    by_requests(
        "requests-names", {'a"b': ('Stra\u00dfe "1".jpg', b"x", "image/jpeg")}, None,
        [("a%22b", "Stra\u00dfe %221%22.jpg", "image/jpeg", b"x")])
    fields = [
        urllib3.fields.RequestField(
            "image", b"x", filename="Stra\u00dfe 1.jpg", header_formatter=urllib3.fields.format_header_param_rfc2231)]
    fields[0].make_multipart(content_type="image/jpeg")
    body, content_type = urllib3.encode_multipart_formdata(fields, boundary="----=_urllib3 (1)'+_,-./:=?x")
    write("urllib3-rfc2231", content_type.replace("boundary=", 'boundary="') + '"', body,
          [("image", "Stra\u00dfe 1.jpg", "image/jpeg", b"x")])
    form = email.mime.multipart.MIMEMultipart("form-data", boundary="email")
    form.preamble, form.epilogue = "A preamble.\n--emailx is none of it.", "An epilogue.\n--email\nis over."
    part = email.mime.nonmultipart.MIMENonMultipart("image", "jpeg")
    part.add_header("Content-Disposition", "form-data", name="image", filename='C:\\photos\\"1".jpg')
    part.add_header("Content-Transfer-Encoding", "8bit")
    part.set_payload("payload\nof lines\n")
    form.attach(part)
    text = form.as_bytes(policy=form.policy.clone(linesep="\r\n"))
    write("email", form["Content-Type"].replace("\n", ""), text.partition(b"\r\n\r\n")[2],
          [("image", 'C:\\photos\\"1".jpg', "image/jpeg", b"payload\r\nof lines\r\n")])
    write("browser", "multipart/form-data; boundary=----WebKitFormBoundaryABCdef",
          b"------WebKitFormBoundaryABCdef\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a;b=c.jpg\"\r\n"
          b"Content-Type: image/jpeg\r\n\r\n" + PICTURE + b"\r\n------WebKitFormBoundaryABCdef--\r\n",
          [("image", "a;b=c.jpg", "image/jpeg", PICTURE)])


main()
