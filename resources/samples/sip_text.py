# SPDX-License-Identifier: GPL-3.0-or-later
"""Compose SIP messages and session descriptions as bytes."""


def message(start_line, headers, body="", content_type="application/sdp"):
    """headers: (name, value) pairs in order; Content-Type and Content-Length are added."""
    lines = [start_line] + [f"{name}: {value}" for name, value in headers]
    if body:
        lines.append(f"Content-Type: {content_type}")
    lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode("ascii")


def audio(address, port, session, version, direction="sendrecv", name="-"):
    """A session description with PCMA and telephone-event."""
    return (f"v=0\r\no={name} {session} {version} IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
            f"a=fmtp:101 0-15\r\na=ptime:20\r\na={direction}\r\n")
