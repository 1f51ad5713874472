#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generate the benchmark capture: make_capture.py OUT.pcap [--calls N] [--rate CALLS_PER_SECOND] [--seed N]
[--long-call MESSAGES ...]

20,000 calls give about 131,000 SIP messages and 76 MB. Calls overlap in time, frames are in order of time, and the same
arguments always give the same bytes. Each --long-call adds one call of that many messages, which lasts as long as all
the others together: it is put on hold and taken back until it ends.
"""

import argparse
import heapq
import itertools
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "resources", "samples"))
from packets import PcapWriter, ipv4, udp_frame  # noqa: E402

START_US = 1_767_600_000_000_000  # 2026-01-05 08:00:00 UTC
SECOND = 1_000_000
HOSTS_PER_SIDE = 24

# (share in percent, name of the flow); the mean number of messages is 6.54 a call
OUTCOMES = (
    (60, "answered"),
    (6, "challenged"),
    (8, "cancelled"),
    (10, "busy"),
    (12, "failed"),
    (4, "unanswered"),
)
FAILURES = (("403", "Forbidden", "Q.850;cause=21"), ("404", "Not Found", "Q.850;cause=1"),
            ("488", "Not Acceptable Here", "Q.850;cause=88"), ("503", "Service Unavailable", "Q.850;cause=38"),
            ("504", "Server Time-out", "Q.850;cause=102"))
AGENTS = ("ExamplePhone/4.2.1 (build 1187)", "Example-SBC/7.40A.250.440", "ExamplePBX 18.9.0", "ExampleUA 3.15.3")


class Call:
    """The fixed values of one call, and its messages as text."""

    def __init__(self, number, rng):
        token = f"{rng.getrandbits(64):016x}"
        self.rng = rng
        self.caller_host = rng.randrange(HOSTS_PER_SIDE)
        self.callee_host = rng.randrange(HOSTS_PER_SIDE)
        self.caller_ip = f"192.0.2.{10 + self.caller_host}"
        self.callee_ip = f"198.51.100.{10 + self.callee_host}"
        self.caller = f"+3319900{number % 10000:04d}"
        self.callee = f"+442079460{rng.randrange(1000):03d}"
        self.call_id = f"{token}-{number}@{self.caller_ip}"
        self.from_tag = token[:10]
        self.to_tag = token[6:]
        self.agent = AGENTS[self.caller_host % len(AGENTS)]
        self.server = AGENTS[self.callee_host % len(AGENTS)]
        self.media_port = 20000 + 2 * rng.randrange(10000)
        self.session = rng.getrandbits(31)
        self.branches = 0

    def branch(self):
        self.branches += 1
        return f"z9hG4bK{self.to_tag}{self.branches}"

    def sdp(self, address, port):
        return (f"v=0\r\no=- {self.session} {self.session} IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
                f"m=audio {port} RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n"
                "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n")

    def _tail(self, body):
        if body:
            return f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        return "Content-Length: 0\r\n\r\n"

    def request(self, method, cseq, branch, answered=False, extra="", body=""):
        to_tag = f";tag={self.to_tag}" if answered else ""
        return (f"{method} sip:{self.callee}@{self.callee_ip}:5060 SIP/2.0\r\n"
                f"Via: SIP/2.0/UDP {self.caller_ip}:5060;branch={branch};rport\r\nMax-Forwards: 70\r\n"
                f"From: \"Desk {self.caller[-4:]}\" <sip:{self.caller}@pbx.example.com>;tag={self.from_tag}\r\n"
                f"To: <sip:{self.callee}@carrier.example.net>{to_tag}\r\nCall-ID: {self.call_id}\r\nCSeq: {cseq} {method}\r\n"
                f"Contact: <sip:{self.caller}@{self.caller_ip}:5060>\r\n{extra}User-Agent: {self.agent}\r\n"
                f"{self._tail(body)}")

    def response(self, status, reason, cseq, method, branch, extra="", body=""):
        to_tag = "" if status == "100" else f";tag={self.to_tag}"
        return (f"SIP/2.0 {status} {reason}\r\n"
                f"Via: SIP/2.0/UDP {self.caller_ip}:5060;branch={branch};rport=5060;received={self.caller_ip}\r\n"
                f"From: \"Desk {self.caller[-4:]}\" <sip:{self.caller}@pbx.example.com>;tag={self.from_tag}\r\n"
                f"To: <sip:{self.callee}@carrier.example.net>{to_tag}\r\nCall-ID: {self.call_id}\r\nCSeq: {cseq} {method}\r\n"
                f"{extra}Server: {self.server}\r\n{self._tail(body)}")

    def contact(self):
        return f"Contact: <sip:{self.callee}@{self.callee_ip}:5060>\r\n"


ALLOW = ("Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, PRACK, REFER, NOTIFY, INFO\r\n"
         "Supported: 100rel, timer, replaces, norefersub\r\nSession-Expires: 1800;refresher=uac\r\nMin-SE: 90\r\n")


def invite(call, cseq, branch, extra=""):
    identity = f"P-Asserted-Identity: <sip:{call.caller}@pbx.example.com>\r\n"
    return call.request("INVITE", cseq, branch, extra=extra + identity + ALLOW, body=call.sdp(call.caller_ip, call.media_port))


def flow(call, outcome):
    """Yield (seconds after the start, True if the caller sends, message text)."""
    rng = call.rng
    cseq, clock, branch = 101, 0.0, call.branch()
    yield clock, True, invite(call, cseq, branch)
    if outcome == "challenged":
        nonce = f"{rng.getrandbits(128):032x}"
        challenge = f'WWW-Authenticate: Digest realm="pbx.example.com", nonce="{nonce}", algorithm=MD5, qop="auth"\r\n'
        yield clock + 0.004, False, call.response("401", "Unauthorized", cseq, "INVITE", branch, challenge)
        yield clock + 0.006, True, call.request("ACK", cseq, branch, answered=True)
        cseq, clock, branch = cseq + 1, 0.010, call.branch()
        answer = (f'Authorization: Digest username="{call.caller[1:]}", realm="pbx.example.com", nonce="{nonce}", '
                  f'uri="sip:{call.callee}@{call.callee_ip}:5060", response="{rng.getrandbits(128):032x}", algorithm=MD5\r\n')
        yield clock, True, invite(call, cseq, branch, answer)
    yield clock + 0.012, False, call.response("100", "Trying", cseq, "INVITE", branch)

    def finish(status, reason, at, extra=""):
        yield at, False, call.response(status, reason, cseq, "INVITE", branch, extra)
        yield at + 0.008, True, call.request("ACK", cseq, branch, answered=True)

    if outcome == "failed":
        status, reason, cause = rng.choice(FAILURES)
        yield from finish(status, reason, clock + 0.3 + rng.random(), f'Reason: {cause};text="{reason}"\r\n')
        return
    rung = clock + 0.4 + rng.random()
    yield rung, False, call.response("180", "Ringing", cseq, "INVITE", branch, call.contact())
    if outcome == "busy":
        yield from finish("486", "Busy Here", rung + 1.5 + rng.random(), 'Reason: Q.850;cause=17;text="User busy"\r\n')
        return
    if outcome == "unanswered":
        yield from finish("480", "Temporarily Unavailable", rung + 30 + rng.random())
        return
    if outcome == "cancelled":
        given_up = rung + 2 + 20 * rng.random()
        yield given_up, True, call.request("CANCEL", cseq, branch)
        yield given_up + 0.006, False, call.response("200", "OK", cseq, "CANCEL", branch)
        yield from finish("487", "Request Terminated", given_up + 0.009)
        return
    picked_up = rung + 1 + 12 * rng.random()
    yield picked_up, False, call.response("200", "OK", cseq, "INVITE", branch, call.contact() + ALLOW,
                                          call.sdp(call.callee_ip, call.media_port + 8000))
    yield picked_up + 0.015, True, call.request("ACK", cseq, call.branch(), answered=True)
    hung_up, bye = picked_up + 3 + rng.expovariate(1 / 60), call.branch()
    yield hung_up, True, call.request("BYE", cseq + 1, bye, answered=True, extra='Reason: Q.850;cause=16;text="Normal call clearing"\r\n')
    yield hung_up + 0.011, False, call.response("200", "OK", cseq + 1, "BYE", bye)


def long_flow(call, messages, seconds):
    """As flow(): an answered call of about that many messages, evenly over the time."""
    step = seconds / messages
    clock, cseq, branch = 0.0, 101, call.branch()
    yield clock, True, invite(call, cseq, branch)
    yield clock + step / 4, False, call.response("180", "Ringing", cseq, "INVITE", branch, call.contact())
    for turn in range(max(1, (messages - 4) // 3)):
        if turn > 0:
            clock, cseq, branch = clock + 2 * step, cseq + 1, call.branch()
            body = call.sdp(call.caller_ip, call.media_port)
            if turn % 10 == 5:  # held until the next one
                body = body.replace("sendrecv", "sendonly")
            yield clock, True, call.request("INVITE", cseq, branch, answered=True, body=body)
        yield clock + step / 2, False, call.response("200", "OK", cseq, "INVITE", branch, call.contact(),
                                                     call.sdp(call.callee_ip, call.media_port + 8000))
        clock += step
        yield clock, True, call.request("ACK", cseq, call.branch(), answered=True)
    bye = call.branch()
    yield clock + step, True, call.request("BYE", cseq + 1, bye, answered=True)
    yield clock + 1.5 * step, False, call.response("200", "OK", cseq + 1, "BYE", bye)


def long_frames(number, messages, seconds, seed):
    call = Call(number, random.Random(f"{seed}/{number}"))
    caller, callee = ipv4(call.caller_ip), ipv4(call.callee_ip)
    for order, (offset, from_caller, text) in enumerate(long_flow(call, messages, seconds)):
        src, dst = (caller, callee) if from_caller else (callee, caller)
        yield int(START_US + offset * SECOND), udp_frame(src, 5060, dst, 5060, text.encode("ascii"), order)


def frames(calls, rate, seed):
    """Yield (time in microseconds, frame) in order of time; memory holds the calls that are going on, no more."""
    rng = random.Random(seed)
    outcomes = [name for share, name in OUTCOMES for _ in range(share)]
    ticket, pending, start = itertools.count(), [], float(START_US)
    for number in range(calls):
        while pending and pending[0][0] <= start:
            time_us, order, frame = heapq.heappop(pending)
            yield time_us, frame
        call = Call(number, rng)
        caller, callee = ipv4(call.caller_ip), ipv4(call.callee_ip)
        for offset, from_caller, text in flow(call, rng.choice(outcomes)):
            src, dst = (caller, callee) if from_caller else (callee, caller)
            order = next(ticket)
            frame = udp_frame(src, 5060, dst, 5060, text.encode("ascii"), order)
            heapq.heappush(pending, (int(start + offset * SECOND), order, frame))
        start += rng.expovariate(rate) * SECOND
    while pending:
        time_us, order, frame = heapq.heappop(pending)
        yield time_us, frame


def main():
    parser = argparse.ArgumentParser(description="Generate a capture of SIP calls for the benchmark.")
    parser.add_argument("out", help="pcap file to write")
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--rate", type=float, default=5.0, help="new calls per second (5)")
    parser.add_argument("--long-call", type=int, action="append", default=[], metavar="MESSAGES")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with open(options.out, "wb", buffering=1 << 20) as stream:
        writer = PcapWriter(stream)
        flows = [frames(options.calls, options.rate, options.seed)]
        for i, messages in enumerate(options.long_call):
            flows.append(long_frames(options.calls + i, messages, options.calls / options.rate, options.seed))
        for time_us, frame in heapq.merge(*flows, key=lambda item: item[0]):
            writer.write(time_us, frame)
        size = stream.tell()
    print(f"{options.out}: {options.calls} calls, {writer.packets} messages, {size} bytes, {size / writer.packets:.0f} bytes a message")


if __name__ == "__main__":
    main()
