#!/usr/bin/env python3
"""Writes the seeds of the binary targets (captures, packets, RTP, STUN, SCTP, HEP) into corpus/, from example addresses alone."""
import pathlib
import struct
import zlib

CORPUS = pathlib.Path(__file__).parent / "corpus"
SIP = (b"OPTIONS sip:a@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: <sip:b@example.com>;tag=1\r\n"
       b"To: <sip:a@example.com>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")


def h(text):
    return bytes.fromhex(text)


def save(target, name, content):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def udp(payload, port=5060):
    return struct.pack(">HHHH", 5060, port, 8 + len(payload), 0) + payload


def ip4(payload, protocol=17, fragment=0, ident=1):
    return struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), ident, fragment, 64, protocol, 0) + h(
        "c0000201c0000202") + payload


def ip6(payload, following=17):
    addresses = h("20010db8000000000000000000000001" "20010db8000000000000000000000002")
    return struct.pack(">IHBB", 0x60000000, len(payload), following, 64) + addresses + payload


def ethernet(payload, kind=0x0800):
    return h("020000000001020000000002") + struct.pack(">H", kind) + payload


def record(content):
    return struct.pack("<H", len(content)) + content


def frame(link, content, seconds=0):
    return record(struct.pack("<HB", link, seconds) + content)


def packets():
    four = ip4(udp(SIP))
    six = ip6(udp(SIP))
    pppoe = h("11000001") + struct.pack(">H", len(four) + 2) + h("0021") + four
    wireless = h("0801" "0000" "020000000001" "020000000002" "020000000003" "1000" "aaaa030000000800") + four
    layers = {
        "ethernet_vlan": frame(1, h("020000000001020000000002" "81000064" "0800") + four),
        "snap": frame(1, ethernet(h("aaaa030000000800") + four, 8 + len(four))),
        "mpls": frame(1, ethernet(h("0001003f00020140") + four, 0x8847)),
        "pppoe": frame(1, ethernet(pppoe, 0x8864)),
        "ppp": frame(9, h("ff030021") + four),
        "cisco_hdlc": frame(50, h("0f000800") + four),
        "wireless": frame(105, wireless),
        "radiotap": frame(127, h("00001100" "03000000" "0102030405060708" "00") + wireless),
        "nflog": frame(239, h("02000001" "08000100" "08000100") + struct.pack("<HH", 4 + len(four), 9) + four),
        "cooked": frame(113, h("0000" "0001" "0006" "0200000000010000" "0800") + four) +
                  frame(276, h("86dd" "0000" "00000003" "0001" "00" "06" "0200000000010000") + six),
        "loopback": frame(0, h("02000000") + four) + frame(108, h("00000002") + four),
        "ipip": frame(101, ip4(ip4(four, 4), 4)) + frame(101, ip6(four, 4)) + frame(101, ip4(six, 41)),
        "gre": frame(101, ip4(h("b0000800" "00000000" "00000007" "00000001") + four, 47)) +
               frame(101, ip4(h("3081880b") + struct.pack(">H", len(four) + 4) + h("0001" "00000005" "00000004" "ff030021") + four, 47)),
        "erspan": frame(101, ip4(h("100088be" "00000001" "1064000100000000") + ethernet(four), 47)) +
                  frame(101, ip4(h("100022eb" "00000001" "206400010000000000000001" "0c00000000000000") + ethernet(four), 47)),
        "vxlan": frame(101, ip4(udp(h("0800000000006400") + ethernet(four), 4789))),
        "geneve": frame(101, ip4(udp(h("0200080000006400" "0102800100000001") + four, 6081))),
        "gtp": frame(101, ip4(udp(h("34ff") + struct.pack(">H", len(four) + 8) + h("00000001" "00000085" "01100100") + four, 2152))),
        "l2tp": frame(101, ip4(udp(h("4002") + struct.pack(">H", len(four) + 12) + h("00010002" "ff030021") + four, 1701))),
        "acdr": frame(101, ip4(udp(h("08" "010101010101" "00010002" "00060a0e" "020202020202020202" "c0000201c000020213c413c41100") + SIP, 925))),
    }
    datagram = udp(SIP * 4)
    layers["fragments"] = (frame(101, ip4(datagram[:400], 17, 0x2000)) + frame(101, ip4(datagram[392:640], 17, 0x2000 | 49)) +
                           frame(101, ip4(datagram[640:], 17, 80), 1))
    layers["fragments_ipv6"] = (frame(101, ip6(h("1100000100000007") + datagram[:400], 44)) +
                                frame(101, ip6(h("1100") + struct.pack(">H", 400) + h("00000007") + datagram[400:], 44)))
    layers["fragments_late"] = frame(101, ip4(datagram[:400], 17, 0x2000)) + frame(101, four, 60)
    inner = [ip4(datagram[:400], 17, 0x2000, 7), ip4(datagram[400:], 17, 50, 7)]
    layers["fragments_in_fragments"] = b"".join(
        frame(101, ip4(part, 4, flag, 20 + i)) for i, packet in enumerate(inner)
        for part, flag in ((packet[:200], 0x2000), (packet[200:], 25)))
    for name, content in layers.items():
        save("fuzz_packets", name, content)


def chunk(kind, flags, value):
    return struct.pack(">BBH", kind, flags, 4 + len(value)) + value + bytes(-len(value) % 4)


def sctp(chunks, tag=0x11111111):
    return struct.pack(">HHII", 5060, 5060, tag, 0) + chunks


def sctps():
    def data(tsn, payload, flags=3):
        return chunk(0, flags, struct.pack(">IHHI", tsn, 0, 0, 0) + payload)

    def idata(tsn, payload, flags, message, piece):
        return chunk(64, flags, struct.pack(">IHHII", tsn, 1, 0, message, piece) + payload)

    save("fuzz_sctp", "bundled", record(sctp(chunk(3, 0, bytes(12)) + data(1, SIP) + data(2, SIP))))
    save("fuzz_sctp", "fragments", record(sctp(data(0xffffffff, SIP[:50], 2))) + record(sctp(data(1, SIP[90:], 1))) +
         record(sctp(data(0, SIP[50:90], 0))) + record(sctp(data(1, SIP[90:], 1))))
    save("fuzz_sctp", "interleaved", record(sctp(idata(1, SIP[:80], 2, 7, 0) + idata(2, SIP[:70], 6, 7, 0))) +
         record(sctp(idata(3, SIP[80:], 1, 7, 1) + idata(4, SIP[70:], 5, 7, 1))))
    save("fuzz_sctp", "missing", record(sctp(data(1, SIP[:80], 2))) + record(sctp(data(9, SIP[80:], 1))))


def heps():
    def part(kind, value):
        return struct.pack(">HHH", 0, kind, 6 + len(value)) + value

    known = (part(1, b"\x02") + part(2, b"\x11") + part(3, h("c0000201")) + part(4, h("c0000202")) + part(7, h("13c4")) +
             part(8, h("13c4")) + part(9, struct.pack(">I", 1700000000)) + part(10, h("00000007")) + part(11, b"\x01"))
    for name, payload in (("version3", part(15, SIP)), ("compressed", part(16, zlib.compress(SIP)))):
        save("fuzz_hep", name, b"HEP3" + struct.pack(">H", 6 + len(known + payload)) + known + payload)
    fixed = h("0211" "13c413c4" "c0000201c0000202")
    save("fuzz_hep", "version2", b"\x02\x10" + fixed + struct.pack("<IIHH", 1700000000, 7, 1, 0) + SIP)
    save("fuzz_hep", "version1", b"\x01\x10" + fixed + SIP)
    save("fuzz_hep", "recording", h("08" "010101010101" "00010002" "00060a0e" "020202020202020202"
                                    "c0000201c000020213c413c41100") + SIP)
    save("fuzz_hep", "recording_tls", h("09" "010101010101" "0000000100000002" "0005210d" "020202020202020202" "020202020202"
                                        "c35113c5c0000201c000020203")[:28] + h("c35113c5c0000201c000020203") + SIP)


def captures():
    one = ethernet(ip4(udp(SIP)))
    size = len(one)
    for order in "<>":
        head = struct.pack(order + "IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1)
        rec = struct.pack(order + "IIII", 1700000000, 5, size, size) + one
        name = "little" if order == "<" else "big"
        save("fuzz_pcap", name, b"\xff" + head + rec + rec)
        save("fuzz_pcap", name + "_damaged", b"\x01" + head + rec + b"\xff" * 20 + rec + rec)

        def block(kind, body):
            length = 12 + len(body) + -len(body) % 4
            return struct.pack(order + "II", kind, length) + body + bytes(-len(body) % 4) + struct.pack(order + "I", length)

        def option(code, value):
            return struct.pack(order + "HH", code, len(value)) + value + bytes(-len(value) % 4)

        section = block(0x0a0d0d0a, struct.pack(order + "IHHq", 0x1a2b3c4d, 1, 0, -1) + option(1, b"a comment"))
        interface = block(1, struct.pack(order + "HHI", 1, 0, 0) + option(2, b"eth0") + option(9, b"\x09"))
        packet = block(6, struct.pack(order + "IIIII", 0, 1, 2, size, size) + one + bytes(-size % 4) + option(1, b"look"))
        names = block(4, struct.pack(order + "HH", 1, 17) + h("c0000201") + b"sbc.example.\0" + bytes(3) + bytes(4))
        secrets = block(10, struct.pack(order + "II", 0x544c534b, 12) + b"CLIENT_RANDO")
        simple = block(3, struct.pack(order + "I", size) + one)
        save("fuzz_pcapng", name, b"\xff" + section + interface + names + secrets + packet + simple + section + interface + packet)
        save("fuzz_pcapng", name + "_damaged", b"\x03" + section + interface + packet[:-4] + bytes(4) + packet)
    snoop = b"snoop\0\0\0" + struct.pack(">II", 2, 4)
    padded = one + bytes(-size % 4)
    rec = struct.pack(">IIIIII", size, size, 24 + len(padded), 0, 1700000000, 5) + padded
    save("fuzz_other_captures", "snoop", b"\x00\xff" + snoop + rec + rec)
    start = struct.pack("<8H", 2023, 11, 2, 14, 22, 13, 20, 500)
    for minor, trailer in ((0, b""), (1, struct.pack("<H", 1)), (3, struct.pack("<HIQB", 1, 0, 133444736000000007, 0))):
        frames = [struct.pack("<QII", i, size, size) + one + trailer for i in range(2)]
        table = struct.pack("<II", 128, 128 + len(frames[0]))
        head = b"GMBU" + struct.pack("<BBH", minor, 2, 1) + start + struct.pack("<II", 128 + sum(map(len, frames)), 8)
        save("fuzz_other_captures", f"netmon2{minor}", b"\x01\xff" + head.ljust(128, b"\0") + b"".join(frames) + table)
    frames = [struct.pack("<IHH", i, size, size) + one for i in range(2)]
    head = b"RTSS" + struct.pack("<BBH", 1, 1, 1) + start + struct.pack("<II", 128 + sum(map(len, frames)), 8)
    save("fuzz_other_captures", "netmon1", b"\x01\xff" + head.ljust(128, b"\0") + b"".join(frames) +
         struct.pack("<II", 128, 128 + len(frames[0])))
    lines = "".join(f"{at:04x}  {one[at:at + 16].hex(' ')}  ascii\n" for at in range(0, size, 16))
    save("fuzz_other_captures", "hex", b"\x02\xff" + ("2023-11-14 22:13:20.5\n" + lines + "\n" + lines).encode())
    words = "".join(f"\t0x{at:04x}:  {one[at:at + 16].hex(' ', 2)}\n" for at in range(0, size, 16))
    save("fuzz_other_captures", "hex_words", b"\x02\x00" + ("22:13:20.5 IP 192.0.2.1\n" + words).encode())


def datagram(content, is_back=False):
    """One datagram of the targets that cut their input: its length and way, then its bytes."""
    return bytes([len(content) | (0x80 if is_back else 0)]) + content


def rtp(kind, number, ssrc=7, payload=b"\x55" * 20):
    return struct.pack(">BBHII", 0x80, kind, number & 0xffff, number * 160, ssrc) + payload


def rtps():
    save("fuzz_rtp", "stream", b"".join(datagram(rtp(0, n)) for n in range(12)))
    save("fuzz_rtp", "loss_and_order", b"".join(datagram(rtp(8, n)) for n in (65534, 65535, 0, 3, 2, 3, 40000, 40001)))
    save("fuzz_rtp", "events", b"".join(datagram(rtp(8, n)) for n in range(4)) +
         b"".join(datagram(rtp(101, n, payload=h("010a00a0"))) for n in range(4, 8)))
    save("fuzz_rtp", "extension_and_padding", h("b2880102 00000010 deadbeef 00000001 00000002 bede0001 00000000"
                                               "7878787878787878 00000004"))
    block = struct.pack(">IIIIII", 7, 0x40000003, 1000, 80, 0, 0)
    report = h("81c8000c") + struct.pack(">I", 9) + bytes(20) + block
    save("fuzz_rtp", "report", datagram(rtp(0, 1)) + datagram(report + h("81cb000100000009"), True))
    save("fuzz_rtp", "reports_alone", report)


def stun(kind, number, attributes=b""):
    return struct.pack(">HHIQI", kind, len(attributes), 0x2112a442, 0, number) + attributes


def attribute(kind, value):
    return struct.pack(">HH", kind, len(value)) + value + bytes(-len(value) % 4)


def stuns():
    integrity = attribute(8, b"h" * 20)
    unauthorized = attribute(9, h("00000401") + b"Unauthorized") + attribute(0x14, b"example.com")
    mapped = attribute(0x20, h("0001a147e112a643"))
    save("fuzz_stun", "binding", datagram(stun(1, 1)) + datagram(stun(0x101, 1, mapped), True))
    save("fuzz_stun", "unanswered", datagram(stun(1, 1)) * 3)
    save("fuzz_stun", "allocate", datagram(stun(3, 1)) + datagram(stun(0x113, 1, unauthorized), True) +
         datagram(stun(3, 2, integrity)) + datagram(stun(0x103, 2, attribute(0x16, h("0001a147e112a643"))), True))
    save("fuzz_stun", "refused", datagram(stun(3, 2, integrity)) + datagram(stun(0x113, 2, unauthorized), True))
    save("fuzz_stun", "checks", datagram(stun(1, 1, attribute(6, b"them:us") + attribute(0x24, h("00000001")))) * 2)
    save("fuzz_stun", "send_indication", datagram(stun(0x16, 1, attribute(0x13, rtp(0, 1)))))
    save("fuzz_stun", "segment", stun(3, 1) + h("40010004") + b"data" + stun(0x101, 1, mapped))
    save("fuzz_stun", "not_padded", h("0113001d2112a442000000000000000000000001 000f000472c64bc6 00090011 00000401") +
         b"Unauthorized!")
    save("fuzz_stun", "without_cookie", h("00010008 00112233445566778899aabbccddeeff 00030004 00000006"))


packets()
rtps()
stuns()
sctps()
heps()
captures()
