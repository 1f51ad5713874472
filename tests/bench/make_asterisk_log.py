#!/usr/bin/env python3
"""Writes a large full log of an Asterisk with the pjsip logger on: make_asterisk_log.py OUT [--mib N] [--calls-per-mib N]

Most lines are Asterisk's own (dialplan, channels, queues), as on a busy system; the same bytes every time.
"""
import argparse
import random

NOISE = (
    "VERBOSE[%d][C-%08x] pbx.c: Executing [%d@from-internal:%d] Set(\"PJSIP/%d-%08x\", \"CDR(accountcode)=%d\") in new stack",
    "VERBOSE[%d][C-%08x] app_dial.c: Called PJSIP/%d/sip:%d@192.0.2.%d on channel %08x with timeout %d",
    "DEBUG[%d][C-%08x] channel.c: Channel %d/%d: bridge %d, frame %08x, format %d",
    "VERBOSE[%d][C-%08x] app_queue.c: Agent %d of queue %d has %d calls, last %08x, penalty %d",
)
SDP = ("v=0\r\no=- %d 1 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\nm=audio %d RTP/AVP 8 0 101\r\n"
       "a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=sendrecv\r\n")


def message(start, method, cseq, number, to_tag, body=""):
    extra = "Content-Type: application/sdp\r\n" if body else ""
    return (f"{start}\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;rport;branch=z9hG4bKPj{number}-{cseq}\r\n"
            f"From: <sip:{1000 + number % 800}@192.0.2.10>;tag=f{number}\r\nTo: <sip:0{number}@198.51.100.7>{to_tag}\r\n"
            f"Call-ID: {number}-bench@192.0.2.10\r\nCSeq: {cseq} {method}\r\nMax-Forwards: 70\r\n"
            f"User-Agent: Asterisk PBX 20.5.0\r\n{extra}Content-Length: {len(body)}\r\n\r\n{body}")


def call(number):
    uri, tag, sdp = f"sip:0{number}@198.51.100.7", ";tag=t", SDP % (number, 10000 + number % 20000)
    return [(True, message(f"INVITE {uri} SIP/2.0", "INVITE", 1, number, "", sdp)),
            (False, message("SIP/2.0 100 Trying", "INVITE", 1, number, "")),
            (False, message("SIP/2.0 180 Ringing", "INVITE", 1, number, tag)),
            (False, message("SIP/2.0 200 OK", "INVITE", 1, number, tag, sdp)),
            (True, message(f"ACK {uri} SIP/2.0", "ACK", 1, number, tag)),
            (False, message(f"BYE {uri} SIP/2.0", "BYE", 2, number, tag)),
            (True, message("SIP/2.0 200 OK", "BYE", 2, number, tag))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--mib", type=int, default=512)
    parser.add_argument("--calls-per-mib", type=int, default=16)
    options = parser.parse_args()
    random.seed(1)
    clock = written = number = 0

    def stamp():
        nonlocal clock
        clock += 7
        second = clock // 1000
        return f"[2026-03-16 {second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}.{clock % 1000:03d}] "

    with open(options.out, "wb") as out:
        while written < options.mib << 20:
            block = []
            pending = []
            for _ in range(options.calls_per_mib):
                number += 1
                pending += call(number)
            size = 0
            while size < 1 << 20:
                if pending and random.random() < 0.02:
                    is_sent, raw = pending.pop(0)
                    verb, way = ("Transmitting", "to") if is_sent else ("Received", "from")
                    kind = "response" if raw.startswith("SIP") else "request"
                    text = (f"{stamp()}VERBOSE[20588] res_pjsip_logger.c: <--- {verb} SIP {kind} ({len(raw)} bytes) {way} "
                            f"UDP:198.51.100.7:5060 --->\n{raw}\n")
                else:
                    line = random.choice(NOISE)
                    text = stamp() + line % tuple(random.randrange(1, 250) for _ in range(line.count("%"))) + "\n"
                block.append(text)
                size += len(text)
            data = "".join(block).encode()
            out.write(data)
            written += len(data)
    print(f"{options.out}: {written} bytes, {number} calls begun")


if __name__ == "__main__":
    main()
