# SPDX-License-Identifier: GPL-3.0-or-later
"""A call PBX -> SBC -> Teams that Teams refuses with 403, since it knows no trunk of the SBC's name.

Seen as in an SBC's own debug capture: the leg to Teams, TLS on the wire, is in the clear.
"""

import packets
import sip_text

START_US = 1_767_687_262_114_000  # 2026-01-06 08:14:22.114 UTC
PBX, SBC, TEAMS = "192.0.2.10", "198.51.100.20", "52.114.75.24"
SBC_NAME = "sbc1.example.com"
PROXY = "sip.pstnhub.microsoft.com"
CALLER, CALLEE = "+33199001042", "+442079460123"
GUID = "8c2f41d7-6b0e-4f6a-9d35-1e7a52c90b64"

PBX_AGENT = "ExamplePBX 18.9.0"
SBC_AGENT = "Example-SBC/7.40A.250.440"
TEAMS_AGENT = "Microsoft.PSTNHub.SIPProxy v.2025.11.18.2 i.EUWE.4"


def _inside(method, to_tag=""):
    """The headers that every message of the PBX's leg carries."""
    return [
        ("Via", f"SIP/2.0/UDP {PBX}:5060;branch=z9hG4bK5f21c7a90e;rport"),
        ("From", f'"Claire Martin" <sip:{CALLER}@{PBX}>;tag=as3b9e10f4'),
        ("To", f"<sip:{CALLEE}@{SBC}>{to_tag}"),
        ("Call-ID", f"27d1f09c4b7f4a3e@{PBX}"),
        ("CSeq", f"102 {method}"),
    ]


def _outside(method, to_tag="", upper=False):
    """The same for the leg to Teams; Microsoft writes header names in capitals."""
    headers = [
        ("Via", f"SIP/2.0/TLS {SBC}:5061;alias;branch=z9hG4bKac1190342218"),
        ("From", f'"Claire Martin" <sip:{CALLER}@{SBC_NAME}>;tag=1c1843760215'),
        ("To", f"<sip:{CALLEE}@{PROXY};user=phone>{to_tag}"),
        ("Call-ID", f"1538204467612026814@{SBC_NAME}"),
        ("CSeq", f"1 {method}"),
    ]
    return [(name.upper(), value) for name, value in headers] if upper else headers


def _invite_from_pbx():
    headers = [("Max-Forwards", "70")] + _inside("INVITE") + [
        ("Contact", f"<sip:{CALLER}@{PBX}:5060>"),
        ("User-Agent", PBX_AGENT),
        ("Allow", "INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, INFO, UPDATE"),
        ("Supported", "replaces, timer"),
        ("P-Asserted-Identity", f'"Claire Martin" <sip:{CALLER}@{PBX}>'),
    ]
    return sip_text.message(f"INVITE sip:{CALLEE}@{SBC}:5060 SIP/2.0", headers,
                            sip_text.audio(PBX, 14820, 1283947561, 1283947561, name="pbx"))


def _invite_to_teams():
    headers = [("Max-Forwards", "69")] + _outside("INVITE") + [
        ("Contact", f"<sip:{CALLER}@{SBC_NAME}:5061;transport=tls>"),
        ("Supported", "sdp-anat, replaces"),
        ("Allow", "REGISTER, OPTIONS, INVITE, ACK, CANCEL, BYE, NOTIFY, PRACK, REFER, INFO, SUBSCRIBE, UPDATE"),
        ("User-Agent", SBC_AGENT),
        ("P-Asserted-Identity", f'"Claire Martin" <sip:{CALLER}@{SBC_NAME}>'),
    ]
    body = (f"v=0\r\no=ExampleSBC 748215903 1167345290 IN IP4 {SBC}\r\ns=-\r\nc=IN IP4 {SBC}\r\nt=0 0\r\n"
            "m=audio 6140 RTP/SAVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n"
            "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:VGhpcyBrZXkgb3BlbnMgbm90aGluZyBhdCBhbGwu|2^31\r\n"
            f"a=ptime:20\r\na=sendrecv\r\na=rtcp:6141 IN IP4 {SBC}\r\n")
    return sip_text.message(f"INVITE sip:{CALLEE}@{PROXY}:5061;user=phone;transport=tls SIP/2.0", headers, body)


def _teams_trying():
    return sip_text.message("SIP/2.0 100 Trying", _outside("INVITE", upper=True))


def _teams_refusal():
    headers = _outside("INVITE", to_tag=";tag=d1c40a6f2b8e4a57", upper=True) + [
        ("RECORD-ROUTE", "<sip:sip-du-a-eu.pstnhub.microsoft.com:5061;transport=tls;lr>"),
        ("CONTACT", f"<sip:{PROXY}:5061;x-i={GUID};x-c=s/1/9b20f3c7d5e84b16>"),
        ("REASON", f'Q.850;cause=63;text="{GUID};No trunk config was found."'),
        ("ALLOW", "INVITE,ACK,CANCEL,BYE,INFO,NOTIFY,PRACK,UPDATE,OPTIONS"),
        ("SERVER", TEAMS_AGENT),
    ]
    return sip_text.message("SIP/2.0 403 Forbidden", headers)


def _ack_to_teams():
    headers = _outside("ACK", to_tag=";tag=d1c40a6f2b8e4a57") + [("Max-Forwards", "70"), ("User-Agent", SBC_AGENT)]
    return sip_text.message(f"ACK sip:{CALLEE}@{PROXY}:5061;user=phone;transport=tls SIP/2.0", headers)


def _inside_answer(status, reason, extra=(), to_tag=""):
    headers = _inside("INVITE", to_tag=to_tag) + list(extra) + [("Server", SBC_AGENT)]
    return sip_text.message(f"SIP/2.0 {status} {reason}", headers)


def _ack_from_pbx():
    headers = [("Max-Forwards", "70")] + _inside("ACK", to_tag=";tag=1c2072213558") + [("User-Agent", PBX_AGENT)]
    return sip_text.message(f"ACK sip:{CALLEE}@{SBC}:5060 SIP/2.0", headers)


class _TeamsLink:
    """The TCP connection that the SBC opens to Teams; every segment of the peer is acknowledged by the next one."""

    def __init__(self, write):
        self._write = write
        self._next = {True: 3_914_022_117, False: 1_206_558_340}  # by "the SBC sends"
        self._count = 0

    def send(self, offset_us, from_sbc, payload=b"", flags=packets.ACK):
        ends = [(packets.ipv4(SBC), 21834), (packets.ipv4(TEAMS), 5061)]
        (src, src_port), (dst, dst_port) = ends if from_sbc else ends[::-1]
        acknowledged = self._next[not from_sbc] if flags & packets.ACK else 0
        self._count += 1
        self._write(START_US + offset_us, packets.tcp_frame(src, src_port, dst, dst_port, self._next[from_sbc], acknowledged,
                                                            flags, payload, self._count))
        consumed = len(payload) + (1 if flags & (packets.SYN | packets.FIN) else 0)
        self._next[from_sbc] = (self._next[from_sbc] + consumed) % (1 << 32)


def write(path):
    with open(path, "wb") as stream:
        capture = packets.PcapWriter(stream)
        inside, sbc = packets.ipv4(PBX), packets.ipv4(SBC)

        def udp(offset_us, from_pbx, payload):
            src, dst = (inside, sbc) if from_pbx else (sbc, inside)
            capture.write(START_US + offset_us, packets.udp_frame(src, 5060, dst, 5060, payload, capture.packets + 1))

        teams = _TeamsLink(capture.write)
        data = packets.PSH | packets.ACK
        refusal_reason = ("Reason", f'Q.850;cause=63;text="{GUID};No trunk config was found."')
        udp(0, True, _invite_from_pbx())
        udp(4_812, False, _inside_answer("100", "Trying"))
        teams.send(9_207, True, flags=packets.SYN)
        teams.send(27_455, False, flags=packets.SYN | packets.ACK)
        teams.send(27_691, True)
        teams.send(28_340, True, _invite_to_teams(), data)
        teams.send(46_920, False)
        teams.send(61_377, False, _teams_trying(), data)
        teams.send(61_810, True)
        teams.send(312_664, False, _teams_refusal(), data)
        teams.send(313_205, True, _ack_to_teams(), data)
        udp(318_940, False, _inside_answer("403", "Forbidden", [refusal_reason], ";tag=1c2072213558"))
        udp(323_118, True, _ack_from_pbx())
        teams.send(331_508, False)
