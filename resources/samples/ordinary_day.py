# SPDX-License-Identifier: GPL-3.0-or-later
"""A day at the trunk of a small PBX: sixty calls, and what else passes by."""

import random

import packets
import sip_text
import tls_hello

MORNING_US = 1_767_769_200_000_000  # 2026-01-07 07:00:00 UTC
SECOND = 1_000_000
PBX, CARRIER, PHONE, SCANNER = "192.0.2.10", "198.51.100.5", "192.0.2.57", "203.0.113.66"
PBX_AGENT, CARRIER_AGENT, PHONE_AGENT = "ExamplePBX 18.9.0", "Example-SBC/7.40A.250.440", "ExamplePhone/4.2.1"

DAY = (["answered"] * 28 + ["answered, held"] + ["answered, with media"] + ["answered, retransmitted"] * 2 + ["busy"] * 7 +
       ["cancelled"] * 6 + ["unanswered"] * 6 + ["not found"] * 4 + ["no circuit"] * 3 + ["no codec"] * 2)
REFUSALS = {
    "busy": (486, "Busy Here", 'Q.850;cause=17;text="User busy"'),
    "unanswered": (480, "Temporarily Unavailable", 'Q.850;cause=19;text="No answer from user"'),
    "not found": (404, "Not Found", 'Q.850;cause=1;text="Unallocated number"'),
    "no circuit": (503, "Service Unavailable", 'Q.850;cause=34;text="No circuit available"'),
    "no codec": (488, "Not Acceptable Here", 'Q.850;cause=88;text="Incompatible destination"'),
}


class Capture:
    """Collects frames at any time, and writes them in order."""

    def __init__(self):
        self._frames = []

    def add(self, at_us, frame):
        self._frames.append((at_us, len(self._frames), frame))

    def sip(self, at_us, src, dst, wire):
        self.add(at_us, packets.udp_frame(packets.ipv4(src), 5060, packets.ipv4(dst), 5060, wire, len(self._frames)))

    def write(self, path):
        with open(path, "wb") as stream:
            writer = packets.PcapWriter(stream)
            for at_us, _, frame in sorted(self._frames):
                writer.write(at_us, frame)


class Call:
    """One call over the trunk, outgoing or incoming, and the frames it makes."""

    def __init__(self, capture, rng, number, start_us, outcome):
        self._capture, self._rng, self._start, self._outcome = capture, rng, start_us, outcome
        outgoing = rng.random() < 0.6
        self._near, self._far = (PBX, CARRIER) if outgoing else (CARRIER, PBX)
        self._agents = (PBX_AGENT, CARRIER_AGENT) if outgoing else (CARRIER_AGENT, PBX_AGENT)
        office, outside = f"+331990020{rng.randrange(10, 60)}", f"+4420794600{rng.randrange(10, 99)}"
        self._caller, self._callee = (office, outside) if outgoing else (outside, office)
        self._id = f"{rng.getrandbits(48):012x}"
        self._session = rng.getrandbits(28)
        self._port = 10000 + 2 * rng.randrange(5000)
        self._number = number

    def _common(self, method, cseq, branch, tagged, reverse=False):
        caller = f"<sip:{self._caller}@{self._near}>;tag={self._id[:8]}"
        callee = f"<sip:{self._callee}@{self._far}>" + (f";tag={self._id[4:]}" if tagged else "")
        here = self._far if reverse else self._near
        return [("Via", f"SIP/2.0/UDP {here}:5060;branch=z9hG4bK{self._id}{branch}"), ("From", callee if reverse else caller),
                ("To", caller if reverse else callee), ("Call-ID", f"{self._id}-{self._number}@{self._near}"),
                ("CSeq", f"{cseq} {method}")]

    def _request(self, at, method, cseq, branch, tagged=True, body="", extra=(), reverse=False):
        src, dst, agent = (self._far, self._near, self._agents[1]) if reverse else (self._near, self._far, self._agents[0])
        target = f"sip:{self._caller if reverse else self._callee}@{dst}:5060"
        headers = self._common(method, cseq, branch, tagged, reverse) + [("Max-Forwards", "70")]
        if method == "INVITE":
            headers += [("Contact", f"<sip:{self._callee if reverse else self._caller}@{src}:5060>"), ("Supported", "replaces, timer")]
        headers += list(extra) + [("User-Agent", agent)]
        wire = sip_text.message(f"{method} {target} SIP/2.0", headers, body)
        self._capture.sip(self._start + int(at * SECOND), src, dst, wire)

    def _response(self, at, status, reason, method, cseq, branch, body="", extra=(), reverse=False):
        src, dst, agent = (self._near, self._far, self._agents[0]) if reverse else (self._far, self._near, self._agents[1])
        headers = self._common(method, cseq, branch, status != 100, reverse) + list(extra)
        if method == "INVITE" and 101 <= status < 300:
            headers.append(("Contact", f"<sip:{self._caller if reverse else self._callee}@{src}:5060>"))
        wire = sip_text.message(f"SIP/2.0 {status} {reason}", headers + [("Server", agent)], body)
        self._capture.sip(self._start + int(at * SECOND), src, dst, wire)

    def _sdp(self, near, version=1, direction="sendrecv"):
        address, port = (self._near, self._port) if near else (self._far, self._port + 20000)
        text = sip_text.audio(address, port, self._session, self._session + version, direction)
        if self._outcome == "answered, with media":
            text = text.replace("RTP/AVP 8 101", "RTP/AVP 18 101").replace("rtpmap:8 PCMA", "rtpmap:18 G729")
        return text

    def play(self):
        sends = (0.0, 0.5, 1.5) if self._outcome == "answered, retransmitted" else (0.0,)
        for at in sends:
            self._request(at, "INVITE", 1, "a", tagged=False, body=self._sdp(True))
        clock = sends[-1] + 0.02 + 0.03 * self._rng.random()
        self._response(clock, 100, "Trying", "INVITE", 1, "a")
        if self._outcome in ("not found", "no circuit", "no codec"):
            self._refuse(clock + 0.2 + 0.5 * self._rng.random())
            return
        clock += 0.6 + 1.4 * self._rng.random()
        self._response(clock, 180, "Ringing", "INVITE", 1, "a")
        if self._outcome == "busy":
            self._refuse(clock + 1 + self._rng.random())
        elif self._outcome == "unanswered":
            self._refuse(clock + 45)
        elif self._outcome == "cancelled":
            self._cancel(clock + 4 + 15 * self._rng.random())
        else:
            self._talk(clock + 2 + 9 * self._rng.random())

    def _refuse(self, at):
        status, reason, cause = REFUSALS[self._outcome]
        self._response(at, status, reason, "INVITE", 1, "a", extra=[("Reason", cause)])
        self._request(at + 0.01, "ACK", 1, "a")

    def _cancel(self, at):
        self._request(at, "CANCEL", 1, "a", tagged=False)
        self._response(at + 0.02, 200, "OK", "CANCEL", 1, "a")
        self._response(at + 0.03, 487, "Request Terminated", "INVITE", 1, "a")
        self._request(at + 0.04, "ACK", 1, "a")

    def _talk(self, at):
        self._response(at, 200, "OK", "INVITE", 1, "a", body=self._sdp(False))
        self._request(at + 0.02, "ACK", 1, "b")
        length = 8 + self._rng.expovariate(1 / 140)
        cseq = 2
        if self._outcome == "answered, with media":
            length = 6.4
            self._media(at + 0.04, 6)
        elif self._outcome == "answered, held":
            length = 95.0
            self._renegotiate(at + 31, 2, 2, "sendonly", "recvonly")
            self._renegotiate(at + 58, 3, 3, "sendrecv", "sendrecv")
            cseq = 4
        reverse = self._rng.random() < 0.4
        cseq = 1 if reverse else cseq
        ended = [("Reason", 'Q.850;cause=16;text="Normal call clearing"')]
        self._request(at + length, "BYE", cseq, "z", extra=ended, reverse=reverse)
        self._response(at + length + 0.02, 200, "OK", "BYE", cseq, "z", reverse=reverse)

    def _renegotiate(self, at, cseq, version, offered, answered):
        branch = f"h{cseq}"
        self._request(at, "INVITE", cseq, branch, body=self._sdp(True, version, offered))
        self._response(at + 0.01, 100, "Trying", "INVITE", cseq, branch)
        self._response(at + 0.05, 200, "OK", "INVITE", cseq, branch, body=self._sdp(False, version, answered))
        self._request(at + 0.07, "ACK", cseq, branch + "k")

    def _media(self, at, seconds):
        """G.729, two frames of ten milliseconds a packet, both ways (RFC 3550 5.1)."""
        ways = ((self._near, self._port, self._far, self._port + 20000), (self._far, self._port + 20000, self._near, self._port))
        for src, src_port, dst, dst_port in ways:
            ssrc = self._rng.getrandbits(32).to_bytes(4, "big")
            for index in range(seconds * 50):
                head = bytes([0x80, 0x80 | 18 if index == 0 else 18]) + index.to_bytes(2, "big") + (index * 160).to_bytes(4, "big") + ssrc
                jitter = self._rng.random() * 0.003
                frame = packets.udp_frame(packets.ipv4(src), src_port, packets.ipv4(dst), dst_port, head + self._rng.randbytes(20), index)
                self._capture.add(self._start + int((at + index * 0.02 + jitter) * SECOND), frame)


class Register:
    """REGISTER of one user with digest (RFC 7616, algorithm MD5), whose password is right or wrong."""

    def __init__(self, capture, rng, user, src, agent):
        self._capture, self._rng, self._user, self._src, self._agent = capture, rng, user, src, agent
        self._call_id = f"{rng.getrandbits(48):012x}@{src}"

    def _headers(self, cseq, tagged):
        aor = f"<sip:{self._user}@pbx.example.com>"
        return [("Via", f"SIP/2.0/UDP {self._src}:5060;branch=z9hG4bK{self._call_id[:8]}{cseq}"), ("From", f"{aor};tag=r{self._call_id[:6]}"),
                ("To", aor + (f";tag=p{self._call_id[:6]}{cseq}" if tagged else "")), ("Call-ID", self._call_id), ("CSeq", f"{cseq} REGISTER")]

    def attempt(self, at_us, cseq, status, reason, nonce=None):
        """One REGISTER, with credentials for the nonce if there is one; returns the nonce of a challenge."""
        extra = [("Max-Forwards", "70"), ("Contact", f"<sip:{self._user}@{self._src}:5060>"), ("Expires", "3600"), ("User-Agent", self._agent)]
        if nonce:
            digest = f"{self._rng.getrandbits(128):032x}"
            extra.append(("Authorization", f'Digest username="{self._user}", realm="pbx.example.com", nonce="{nonce}", '
                                           f'uri="sip:pbx.example.com", response="{digest}", algorithm=MD5'))
        self._capture.sip(at_us, self._src, PBX, sip_text.message("REGISTER sip:pbx.example.com SIP/2.0", self._headers(cseq, False) + extra))
        answer, challenge = self._headers(cseq, True), f"{self._rng.getrandbits(96):024x}"
        if status == 401:
            answer.append(("WWW-Authenticate", f'Digest realm="pbx.example.com", nonce="{challenge}", algorithm=MD5'))
        elif status == 200:
            answer.append(("Contact", f"<sip:{self._user}@{self._src}:5060>;expires=3600"))
        wire = sip_text.message(f"SIP/2.0 {status} {reason}", answer + [("Server", PBX_AGENT)])
        self._capture.sip(at_us + 6_000, PBX, self._src, wire)
        return challenge


def _registrations(capture, rng, start_us):
    right = Register(capture, rng, "2057", PHONE, PHONE_AGENT)
    nonce = right.attempt(start_us, 1, 401, "Unauthorized")
    right.attempt(start_us + 20_000, 2, 200, "OK", nonce)
    wrong = Register(capture, rng, "2061", "192.0.2.61", PHONE_AGENT)
    nonce = wrong.attempt(start_us + 3_600 * SECOND, 1, 401, "Unauthorized")
    for again in range(2):
        nonce = wrong.attempt(start_us + 3_600 * SECOND + (again + 1) * 30_000, again + 2, 401, "Unauthorized", nonce)
    wrong.attempt(start_us + 3_600 * SECOND + 120_000, 4, 403, "Forbidden", nonce)


def _ping(capture, rng, at_us, src, dst, agents, status=(200, "OK"), user=""):
    token = f"{rng.getrandbits(40):010x}"
    headers = [("Via", f"SIP/2.0/UDP {src}:5060;branch=z9hG4bK{token}"), ("From", f"<sip:{user or 'ping@'}{src}>;tag={token[:6]}"),
               ("To", f"<sip:{user}{dst}>"), ("Call-ID", f"{token}@{src}"), ("CSeq", "1 OPTIONS")]
    request = headers + [("Max-Forwards", "70"), ("Contact", f"<sip:{src}:5060>"), ("User-Agent", agents[0])]
    answer = headers[:2] + [("To", f"<sip:{user}{dst}>;tag={token[4:]}")] + headers[3:] + [("Server", agents[1])]
    capture.sip(at_us, src, dst, sip_text.message(f"OPTIONS sip:{user}{dst}:5060 SIP/2.0", request))
    capture.sip(at_us + 14_000, dst, src, sip_text.message(f"SIP/2.0 {status[0]} {status[1]}", answer))


def _scan(capture, rng, at_us):
    """What every address on the internet gets: OPTIONS, then one REGISTER after another."""
    _ping(capture, rng, at_us, SCANNER, PBX, ("friendly-scanner", PBX_AGENT), user="100@")
    for index in range(12):
        attempt = Register(capture, rng, str(100 + index), SCANNER, "friendly-scanner")
        attempt.attempt(at_us + (index + 1) * 180_000, 1, 401, "Unauthorized")


def _encrypted_link(capture, rng, at_us):
    """One TLS connection to port 5061: a handshake with a name, then records that nobody can read."""
    ends = ((packets.ipv4(PHONE), 49152 + rng.randrange(9000)), (packets.ipv4(PBX), 5061))
    following = [rng.getrandbits(31), rng.getrandbits(31)]
    data = packets.PSH | packets.ACK
    steps = [(0.0, 0, packets.SYN, b""), (0.01, 1, packets.SYN | packets.ACK, b""), (0.02, 0, packets.ACK, b""),
             (0.021, 0, data, tls_hello.client_hello("sips.example.com", rng)), (0.035, 1, data, tls_hello.server_hello(rng)),
             (0.036, 1, data, tls_hello.sealed(rng, 1130)), (0.05, 0, data, tls_hello.sealed(rng, 58)),
             (0.06, 0, data, tls_hello.sealed(rng, 640)), (0.09, 1, data, tls_hello.sealed(rng, 510)),
             (31.0, 0, packets.FIN | packets.ACK, b""), (31.01, 1, packets.FIN | packets.ACK, b""), (31.02, 0, packets.ACK, b"")]
    for offset, side, flags, payload in steps:
        (src, src_port), (dst, dst_port) = ends[side], ends[1 - side]
        acknowledged = following[1 - side] if flags & packets.ACK else 0
        frame = packets.tcp_frame(src, src_port, dst, dst_port, following[side], acknowledged, flags, payload)
        capture.add(at_us + int(offset * SECOND), frame)
        following[side] += len(payload) + (1 if flags & (packets.SYN | packets.FIN) else 0)


def write(path):
    rng = random.Random(20260107)
    capture = Capture()
    outcomes = list(DAY)
    rng.shuffle(outcomes)
    hours = sorted(rng.choice((rng.gauss(3.3, 0.9), rng.gauss(8.2, 1.1))) for _ in outcomes)  # busy before and after noon
    for number, (hour, outcome) in enumerate(zip(hours, outcomes), 1):
        Call(capture, rng, number, MORNING_US + int(max(0.1, hour) * 3600 * SECOND), outcome).play()
    _registrations(capture, rng, MORNING_US + 61 * SECOND)
    for half_hour in range(22):
        _ping(capture, rng, MORNING_US + half_hour * 1800 * SECOND, PBX, CARRIER, (PBX_AGENT, CARRIER_AGENT))
    _scan(capture, rng, MORNING_US + 17_340 * SECOND)
    _encrypted_link(capture, rng, MORNING_US + 9_000 * SECOND)
    capture.write(path)
