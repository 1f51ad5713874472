# SPDX-License-Identifier: GPL-3.0-or-later
"""Write classic pcap files of Ethernet frames, with correct lengths and checksums. Standard library only."""

import struct

_PCAP_HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1)  # microseconds, Ethernet
_PROTOCOL_TCP = 6
_PROTOCOL_UDP = 17

SYN, ACK, PSH, FIN, RST = 0x02, 0x10, 0x08, 0x01, 0x04


def ipv4(text):
    return bytes(int(part) for part in text.split("."))


def _mac(address):
    return b"\x02\x00" + address  # locally administered, one per address


def _checksum(data):
    """RFC 1071; a number modulo 0xffff is the end-around-carry sum of its 16-bit words."""
    if len(data) % 2:
        data += b"\0"
    total = int.from_bytes(data, "big")
    folded = total % 0xFFFF
    return 0xFFFF - folded if folded or not total else 0


def _frame(src, dst, protocol, segment, identification):
    header = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(segment), identification & 0xFFFF, 0x4000, 64, protocol, 0, src, dst)
    header = header[:10] + struct.pack(">H", _checksum(header)) + header[12:]
    return _mac(dst) + _mac(src) + b"\x08\x00" + header + segment


def udp_frame(src, src_port, dst, dst_port, payload, identification=0):
    """One Ethernet frame; src and dst are four bytes each (see ipv4)."""
    length = 8 + len(payload)
    ports = struct.pack(">HHH", src_port, dst_port, length)
    pseudo = src + dst + struct.pack(">HH", _PROTOCOL_UDP, length)
    checksum = _checksum(pseudo + ports + b"\0\0" + payload) or 0xFFFF
    return _frame(src, dst, _PROTOCOL_UDP, ports + struct.pack(">H", checksum) + payload, identification)


def tcp_frame(src, src_port, dst, dst_port, sequence, acknowledged, flags, payload=b"", identification=0):
    """One Ethernet frame with a TCP segment without options."""
    head = struct.pack(">HHIIBBHHH", src_port, dst_port, sequence & 0xFFFFFFFF, acknowledged & 0xFFFFFFFF, 0x50, flags, 64240, 0, 0)
    pseudo = src + dst + struct.pack(">HH", _PROTOCOL_TCP, len(head) + len(payload))
    checksum = _checksum(pseudo + head + payload)
    head = head[:16] + struct.pack(">H", checksum) + head[18:]
    return _frame(src, dst, _PROTOCOL_TCP, head + payload, identification)


class PcapWriter:
    """Writes frames in the order given; times are integers, microseconds since 1970-01-01 UTC."""

    def __init__(self, stream):
        self._stream = stream
        self._stream.write(_PCAP_HEADER)
        self.packets = 0

    def write(self, time_us, frame):
        self._stream.write(struct.pack("<IIII", time_us // 1_000_000, time_us % 1_000_000, len(frame), len(frame)))
        self._stream.write(frame)
        self.packets += 1
