#!/usr/bin/env python3
"""Writes documents.json: random JSON texts, sound ones and ones with a byte changed, and what Python makes of each.

Each case has the text as hexadecimal, and either `refused` or `value`: the value written again by Python, in ASCII.
What Python reads beyond RFC 8259 (NaN, Infinity) is refused here; surrogates without their other half become U+FFFD.
"""

import json
import pathlib
import random

random.seed(8259)
STRINGS = ["", "a", "é", "日本", "😀", 'quote " slash / back \\', "\u0000\u001f", "\u007f\u2028", "x" * 70, "\ud800", "key"]
NUMBERS = [0, -1, 3, 2**53 + 1, 2**63 - 1, -(2**63), 2**64, 1.5, -0.0, 1e-7, 1e300, 5e-324, 0.1, 123456.789e3]


def value(depth):
    kind = random.randrange(7 if depth < 4 else 5)
    if kind == 5:
        return [value(depth + 1) for _ in range(random.randrange(4))]
    if kind == 6:
        return {random.choice(STRINGS): value(depth + 1) for _ in range(random.randrange(4))}
    return [None, True, False, random.choice(STRINGS), random.choice(NUMBERS)][kind]


def refuse(name):
    raise ValueError(name)


def whole(found):
    """Strings without halves of surrogates; keys that become the same by that are one, the last."""
    if isinstance(found, str):
        return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(found, list):
        return [whole(element) for element in found]
    if isinstance(found, dict):
        return {whole(key): whole(member) for key, member in found.items()}
    if isinstance(found, float) and found in (float("inf"), float("-inf")):
        return None
    return found


def case(text):
    try:
        found = json.loads(text.decode("utf-8"), parse_constant=refuse)
    except (ValueError, UnicodeDecodeError):
        return {"text": text.hex(), "refused": True}
    return {"text": text.hex(), "value": json.dumps(whole(found))}


def main():
    cases = []
    for _ in range(250):
        separators = random.choice([(",", ":"), (", ", ": "), (" ,\n", "\t: ")])
        text = json.dumps(value(0), ensure_ascii=random.random() < 0.5, separators=separators)
        sound = text.encode("utf-8", "surrogatepass").replace(b"\xed\xa0\x80", b"\\ud800")
        cases.append(case(sound))
        changed = bytearray(sound)
        changed[random.randrange(len(changed))] = random.choice(b'"\\{}[],:0 e.-\x00\x1f\x80\xc3\xff')
        cases.append(case(bytes(changed)))
    path = pathlib.Path(__file__).with_name("documents.json")
    path.write_text("[\n" + ",\n".join(json.dumps(entry) for entry in cases) + "\n]\n")


main()
