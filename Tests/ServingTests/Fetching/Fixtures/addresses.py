"""Writes addresses.tsv: IP addresses, their shortest text, what Python's ipaddress says of them, and what is expected.

The columns are text, canonical text, is_global (0 or 1), expected (0 or 1) and the reason where the two differ on
purpose. Run it again after a change: python3 addresses.py
"""

import ipaddress
import pathlib
import random

# Blocks of IANA's special-purpose registries, and others whose edges are worth a look.
BLOCKS = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
192.0.0.0/29 192.0.0.8/32 192.0.0.170/31 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16
192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32
::/128 ::1/128 ::/96 ::ffff:0:0/96 ::ffff:127.0.0.0/104 64:ff9b::/96 64:ff9b::7f00:0/104 64:ff9b::a00:0/104
64:ff9b::a9fe:0/112 64:ff9b::808:808/128 64:ff9b:1::/48 100::/64 2000::/3 2001::/23 2001::/32 2001:2::/48 2001:3::/32
2001:4:112::/48 2001:10::/28 2001:20::/28 2001:db8::/32 2002::/16 2002:7f00::/24 2606:4700::/32 2620:4f:8000::/48
3fff::/20 4000::/3 5f00::/16 fc00::/7 fd00:ec2::254/128 fe80::/10 fec0::/10 ff00::/8
""".split()

# Where ours is stricter than Python, and why. There is no block where it is laxer.
STRICTER = {
    "168.63.129.16/32": "Azure's host",
    "192.0.0.0/24": "IETF protocol assignments",
    "192.88.99.0/24": "deprecated relays of 6to4",
    "224.0.0.0/4": "multicast",
    "::/3": "not allocated as unicast",
    "4000::/2": "not allocated as unicast",
    "8000::/1": "not allocated as unicast",
    "2001::/23": "IETF protocol assignments",
    "2002::/16": "6to4",
    "3fff::/20": "documentation, newer than some of Python's tables",
}
STRICTER = {ipaddress.ip_network(block): reason for block, reason in STRICTER.items()}
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def expected(address):
    """What the fetcher must say, and why where Python says otherwise."""
    if address in NAT64:
        inner = ipaddress.ip_address(int(address) & 0xFFFFFFFF)
        return expected(inner)[0], f"NAT64 of {'a' if expected(inner)[0] else 'no'} public address"
    for block, reason in STRICTER.items():
        if address in block:
            return False, reason
    return address.is_global, ""


def samples():
    """The edges of each block, both sides of them, and the same random addresses every time."""
    generator = random.Random(20)
    for block in map(ipaddress.ip_network, BLOCKS):
        first, last = int(block[0]), int(block[-1])
        numbers = {first - 1, first, first + 1, last - 1, last, last + 1}
        numbers |= {generator.randint(first, last) for _ in range(3)}
        limit = 1 << block.max_prefixlen
        make = ipaddress.IPv4Address if block.version == 4 else ipaddress.IPv6Address
        yield from (make(number) for number in numbers if 0 <= number < limit)
    for _ in range(150):
        yield ipaddress.IPv4Address(generator.getrandbits(32))
        yield ipaddress.IPv6Address(generator.getrandbits(125) | 1 << 125)
        # Runs of zeros in all places, for the shortest text.
        yield ipaddress.IPv6Address(
            sum(generator.choice([0, 0, generator.getrandbits(16)]) << 16 * place for place in range(8)))


def canonical(address):
    """RFC 5952 without dotted octets, which some versions of Python write and others do not."""
    if address.version == 6 and address.ipv4_mapped:
        high, low = divmod(int(address) & 0xFFFFFFFF, 1 << 16)
        return f"::ffff:{high:x}:{low:x}"
    return str(address)


def main():
    """Writes the table."""
    rows = []
    for address in sorted(set(samples()), key=lambda each: (each.version, each)):
        verdict, reason = expected(address)
        reason = reason if verdict != address.is_global else ""
        rows.append([address.exploded, canonical(address), str(int(address.is_global)), str(int(verdict)), reason])
    text = "".join("\t".join(row) + "\n" for row in rows)
    pathlib.Path(__file__).with_name("addresses.tsv").write_text(text)


main()
