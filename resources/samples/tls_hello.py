# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS records for a capture: hellos as RFC 8446 section 4.1 writes them, and sealed records of random bytes."""

_HANDSHAKE, _APPLICATION_DATA = 22, 23


def _sized(data, width):
    return len(data).to_bytes(width, "big") + data


def _extension(number, data):
    return number.to_bytes(2, "big") + _sized(data, 2)


def _record(kind, data):
    return bytes([kind, 3, 3]) + _sized(data, 2)


def client_hello(name, rng):
    server_name = _sized(b"\0" + _sized(name.encode("ascii"), 2), 2)
    versions = _sized(b"\x03\x04\x03\x03", 1)
    groups = _sized(b"\x00\x1d\x00\x17", 2)
    schemes = _sized(b"\x04\x03\x08\x04\x04\x01", 2)
    key_share = _sized(b"\x00\x1d" + _sized(rng.randbytes(32), 2), 2)
    extensions = (_extension(0, server_name) + _extension(10, groups) + _extension(13, schemes) + _extension(43, versions) +
                  _extension(51, key_share))
    body = b"\x03\x03" + rng.randbytes(32) + _sized(rng.randbytes(32), 1) + _sized(b"\x13\x01\x13\x02\xc0\x2f", 2) + b"\x01\x00"
    return _record(_HANDSHAKE, b"\x01" + _sized(body + _sized(extensions, 2), 3))


def server_hello(rng):
    extensions = _extension(43, b"\x03\x04") + _extension(51, b"\x00\x1d" + _sized(rng.randbytes(32), 2))
    body = b"\x03\x03" + rng.randbytes(32) + _sized(rng.randbytes(32), 1) + b"\x13\x01\x00" + _sized(extensions, 2)
    return _record(_HANDSHAKE, b"\x02" + _sized(body, 3))


def sealed(rng, length):
    return _record(_APPLICATION_DATA, rng.randbytes(length))
