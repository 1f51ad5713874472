#!/usr/bin/env python3
"""Writes the logs of open-source servers, tools and clients in logs/: python3 make_open_logs.py

Shapes after the programs' own sources and documents, with addresses of RFC 5737 and 3849 and names of RFC 2606. Two are
no inventions: baresip_trace.log is what baresip 1.0.0 (-s) printed of a call to SIPp on loopback, linphone_call.log what
linphonec 5.1.65 (-d 6) wrote of another, both without the lines of other libraries; they are not written here.
"""
import os

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "logs")
SDP = ("v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
       "m=audio 4000 RTP/AVP 0 8\r\na=rtpmap:0 PCMU/8000\r\n")
XML = '<?xml version="1.0"?>\r\n<presence entity="sip:bob@example.com">\r\n\r\n<note>in a call</note>\r\n</presence>'


def headers(method, call, cseq, via, to_tag=""):
    return (f"Via: {via}\r\nFrom: \"Alice\" <sip:alice@example.com>;tag=a{call}\r\n"
            f"To: <sip:bob@example.com>{to_tag}\r\nCall-ID: {call}@example.com\r\nCSeq: {cseq} {method}\r\n"
            "Max-Forwards: 70\r\n")


def message(start, method, call, cseq=1, body="", kind="application/sdp", via=None, to_tag="", transport="UDP"):
    via = via or f"SIP/2.0/{transport} 192.0.2.9:5062;branch=z9hG4bK-{call}-{cseq}-{method}"
    extra = f"Content-Type: {kind}\r\n" if body else ""
    return f"{start}\r\n{headers(method, call, cseq, via, to_tag)}{extra}Content-Length: {len(body)}\r\n\r\n{body}"


def request(method, call, **more):
    return message(f"{method} sip:bob@198.51.100.1 SIP/2.0", method, call, **more)


def response(status, method, call, **more):
    return message(f"SIP/2.0 {status}", method, call, to_tag=";tag=b1", **more)


def call(name, **more):
    """What a caller sends (True) and gets."""
    return [(True, request("INVITE", name, body=SDP, **more)), (False, response("100 Trying", "INVITE", name, **more)),
            (False, response("180 Ringing", "INVITE", name, **more)),
            (False, response("200 OK", "INVITE", name, body=SDP, **more)), (True, request("ACK", name, **more)),
            (True, request("BYE", name, cseq=2, **more)), (False, response("200 OK", "BYE", name, cseq=2, **more))]


def lf(text):
    return text.replace("\r\n", "\n")


def write(name, text):
    with open(os.path.join(HERE, name), "wb") as out:
        out.write(text.encode())


def chan_sip():
    stamp = "[2026-03-16 16:05:4%d] VERBOSE[1583][C-0000012f] chan_sip.c: "
    invite, ok = request("INVITE", "c1", body=SDP), response("200 OK", "INVITE", "c1", body=SDP)
    bye = request("BYE", "c1", cseq=2, via="SIP/2.0/UDP 198.51.100.1:5060;branch=z9hG4bK-bye;rport")
    text = "[2026-03-16 16:05:40] Asterisk 11.25.3 built by root\n"
    text += stamp % 1 + "\n<--- SIP read from UDP:192.0.2.9:5062 --->\n" + invite + "\n<------------->\n"
    text += stamp % 1 + "--- (8 headers 7 lines) ---\n" + stamp % 1 + "Sending to 192.0.2.9:5062 (NAT)\n"
    text += stamp % 1 + "\n<--- Transmitting (NAT) to 192.0.2.9:5062 --->\n" + response("100 Trying", "INVITE", "c1")
    text += "\n<------------>\n"
    text += stamp % 2 + "\n<--- Reliably Transmitting (NAT) to 192.0.2.9:5062 --->\n" + ok + "\n<------------>\n"
    text += stamp % 2 + "\n<--- SIP read from UDP:192.0.2.9:5062 --->\njaK\n<------------->\n"
    text += stamp % 3 + "Retransmitting #1 (NAT) to 192.0.2.9:5062:\n" + ok + "\n---\n"
    text += stamp % 3 + "\n<--- SIP read from TCP:[2001:db8::9]:40062 --->\n"
    text += request("MESSAGE", "c2", body="hello\r\n---\r\nworld", kind="text/plain", transport="TCP")
    text += "\n<------------->\n" + stamp % 3 + "--- (8 headers 3 lines) ---\n"
    text += stamp % 4 + "Reliably Transmitting (NAT) to 192.0.2.9:5062:\n" + bye + "\n---\n"
    text += stamp % 4 + "Really destroying SIP dialog 'c1@example.com' Method: INVITE\n"
    write("asterisk_chan_sip_full.log", text)


def freeswitch():
    text = "2026-03-16 23:59:58.100000 [NOTICE] switch_core.c:1 started\n"
    clock = 0
    for is_sent, raw in call("f1"):
        verb, way = ("send", "to  ") if is_sent else ("recv", "from")
        second = 58 + clock // 4
        time = f"23:59:{second:02d}" if second < 60 else f"00:00:{second - 60:02d}"
        line = f"{verb} {len(raw)} bytes {way.strip()} udp/[198.51.100.1] at {time}.{clock * 1000:06d}:"
        text += "\x1b[m\x1b[32m" + line + "\x1b[m\n" + "   " + "-" * 72 + "\n"
        text += "".join("   " + part + "\n" for part in lf(raw).split("\n")[:-1 if raw.endswith("\n") else None])
        text += "   " + "-" * 72 + "\n"
        clock += 2
    write("freeswitch_old_indented.log", text)
    text = ""
    for index, (is_sent, raw) in enumerate(call("f2", transport="TLS")):
        verb, way = ("send", "to") if is_sent else ("recv", "from")
        text += (f"2026-08-05 14:36:2{index}.539782 {verb} {len(raw)} bytes {way} tls/[2001:db8::1]:5061 "
                 f"at 14:36:2{index}.539678:\n{lf(raw)}\n")
    text += "2026-08-05 14:36:29.000000 recv 4 bytes from tls/[2001:db8::1]:5061 at 14:36:29.000000:\n\n\n\n"
    write("freeswitch_drachtio.log", text)
    first, second = response("180 Ringing", "INVITE", "f3"), response("200 OK", "INVITE", "f3", body=SDP)
    text = "freeswitch@pbx.example.com> sofia global siptrace on\n+OK Global siptrace on\n"
    text += f"recv {len(first) + len(second)} bytes from tcp/[198.51.100.1]:5060 at 10:00:00.000001:\n" + "-" * 72
    text += "\n" + lf(first + second) + "\n"
    write("freeswitch_two_in_one_read.log", text)


def kamailio():
    def packed(raw):
        return raw.replace("\r", "#015").replace("\n", "#012")
    text = "Nov  6 10:23:55 proxy1 kamailio[58605]: NOTICE: <core> [core/receive.c:528]: receive_msg(): routed\n"
    for index, (_, raw) in enumerate(call("k1")):
        text += f"Nov  6 10:23:5{index} proxy1 kamailio[58634]: INFO: {{1 1 k1}} <script>: {packed(raw)}\n"
    write("kamailio_xlog_messages.log", text)
    text = "Nov  6 10:23:50 [4711] INFO:core:init_tcp: using epoll\n"
    for index, (_, raw) in enumerate(call("k2")):
        text += f"Nov  6 10:23:5{index} proxy1 /usr/sbin/opensips[4711]: {lf(raw)}\n"
        text += f"Nov  6 10:23:5{index} proxy1 /usr/sbin/opensips[4711]: DBG:tm:t_newtran: done\n"
    write("opensips_xlog_messages.log", text)
    text = ""
    for index, (is_sent, raw) in enumerate(call("k3") + [(False, request("PUBLISH", "k4", body=XML, kind="application/pidf+xml"))]):
        ends = ("192.0.2.9", 5062, "198.51.100.1", 5060) if is_sent else ("198.51.100.1", 5060, "192.0.2.9", 5062)
        text += "=" * 20 + f"\ntag: {'snd' if is_sent else 'rcv'}\npid: 12\nprocess: 1\ntime: 179522041{index}.378003\n"
        text += f"date: Sat Nov 21 00:20:1{index} 2026\nproto: udp ipv4\nsrcip: {ends[0]}\nsrcport: {ends[1]}\n"
        text += f"dstip: {ends[2]}\ndstport: {ends[3]}\n" + "~" * 20 + "\n" + raw + "|" * 20 + "\n"
    write("kamailio_sipdump_bodies.data", text)


def sipp():
    text = ""
    for index, (is_sent, raw) in enumerate(call("s1", transport="TCP")):
        text += "-" * 47 + f" 2026-11-21T00:17:1{index}.265339+00:00\n"
        text += f"TCP message {'sent' if is_sent else 'received'} [{len(raw)}] bytes:\n\n{raw}\n"
    odd = response("503 Service Unavailable", "OPTIONS", "s2")
    text += "-" * 47 + "\nUnexpected UDP message received:\n\n" + odd + "\n"
    write("sipp_3.7_messages.log", text)


def sngrep():
    text = "interface: eth0 (192.0.2.0/255.255.255.0)\nfilter: ( port 5060 ) and (ip || ip6)\n####\n"
    for index, (is_sent, raw) in enumerate(call("n1")):
        ends = "192.0.2.9:5062 -> 198.51.100.1:5060" if is_sent else "198.51.100.1:5060 -> 192.0.2.9:5062"
        text += f"U 2026/03/27 10:00:0{index}.123456 {ends} #{index + 1}\n" + raw.replace("\r\n", ".\n") + "\n"
    write("ngrep_byline.txt", text)


def homer():
    text = ""
    for index, (is_sent, raw) in enumerate(call("h1")):
        ends = ("192.0.2.9:5062", "198.51.100.1:5060")
        source, target = ends if is_sent else ends[::-1]
        text += f"proto:UDP 2026-03-01T12:00:0{index}.123456Z  {source} ---> {target}\r\n\r\n{raw}\r\n"
    text += "proto:UDP 2026-03-01T12:00:09.000000Z  192.0.2.9:4001 ---> 198.51.100.1:4001\r\n\r\n"
    text += '{"type":200,"ssrc":1,"report_count":1}\r\n'
    write("homer_export_1.txt", text)
    text = ""
    for index, raw in enumerate([request("OPTIONS", "h2"), response("200 OK", "OPTIONS", "h2")]):
        text += f"proto:TCP 2026-03-01T12:00:0{1 - index}.5Z  2001:db8::9:5062 ---> 2001:db8::1:5060\r\n\r\n{raw}\r\n"
    write("homer_export_2.txt", text)


def sip_viewer():
    text = "-" * 23 + "\n"
    for index, (is_sent, raw) in enumerate(call("v1")):
        ends = "192.0.2.9:5062 --> 198.51.100.1:5060" if is_sent else "198.51.100.1:5060 --> 192.0.2.9:5062"
        text += f"[05/01/2026 08:55:5{index}.109] {'OUT' if is_sent else 'IN'} {ends}\n\n{lf(raw)}\n" + "-" * 23 + "\n"
    write("sipviewer_day_first.txt", text)
    text = ""
    for index, (is_sent, raw) in enumerate(call("j1")):
        ends = ("192.0.2.9:5062", "198.51.100.1:5060")
        source, target = ends if is_sent else ends[::-1]
        text += (f'<message from="{source}" to="{target}" time="127844729336{index}" isSender="{str(is_sent).lower()}"'
                 f'\ntransactionId="t{index}" callId="j1@example.com" firstLine="{raw.splitlines()[0]}">\n'
                 f"<![CDATA[{raw}]]>\n</message>\n")
    write("jain_sip_trace.xml", text)


def browser():
    text = ""
    for is_sent, raw in call("w1", transport="WSS"):
        stamp = "Mon Nov 09 2026 19:46:35 GMT+0530 (India Standard Time) | "
        text += f"{stamp}sip.Transport | {'Sending' if is_sent else 'Received'} WebSocket {'' if is_sent else 'text '}"
        text += f"message:\n{lf(raw)}\n{stamp}sip.user-agent | state changed\n"
    write("sipjs_console.log", text)


def clients():
    text = ""
    for index, (is_sent, raw) in enumerate(call("b1", transport="TCP")):
        ends = "192.0.2.9:5062 -> 198.51.100.1:5060" if is_sent else "198.51.100.1:5060 -> 192.0.2.9:5062"
        text += f"\x1b[36;1m12:00:0{index}.250#\n{'TX' if is_sent else 'RX'} TCP {ends}\n{raw}\x1b[;m\ncall: state\n"
    write("baresip_timed.log", text)
    text = ""
    for index, (is_sent, raw) in enumerate(call("l1", transport="TLS")):
        stamp = f"2026-05-04 09:10:1{index}:250 [MyPhone/belle-sip] MESSAGE channel [0x55d0c0ffee{index:02x}]: "
        peer = "[TLS://sip.example.com:5061]"
        text += stamp + (f"message sent to {peer}, size: [{len(raw)}] bytes" if is_sent
                         else f"received [{len(raw)}] new bytes from {peer}:") + "\n" + raw + "\n"
    write("linphone_tls.log", text)
    text = "19:01:46.400   pjsua_app.c  Ready: Success\n"
    for index, (is_sent, raw) in enumerate(call("p1")):
        verb, way = ("TX", "to") if is_sent else ("RX", "from")
        kind = "Response" if raw.startswith("SIP") else "Request"
        text += (f"19:01:4{index}.418   pjsua_core.c  ....{verb} {len(raw)} bytes {kind} msg INVITE/cseq=1 "
                 f"({'tdta' if is_sent else 'rdata'}0x53f345c) {way} UDP 198.51.100.1:5060:\n{lf(raw)}\n--end msg--\n")
    write("pjsua_call.log", text)
    for number, (name, transport) in enumerate([("t1", "UDP"), ("t2", "TCP")]):
        text = "+++ 4-7-2026 12:34:50.000001 INFO NORMAL ::main\nReady\n---\n\n"
        for index, (is_sent, raw) in enumerate(call(name, transport=transport)):
            words = "Send to" if is_sent else "Received from"
            function = "::send_sip_udp" if is_sent else "::listen_udp"
            text += (f"+++ 4-7-2026 12:34:5{index}.123456 INFO SIP {function}\n"
                     f"{words}: {transport.lower()}:198.51.100.1:5060\n{raw}\n---\n\n")
        write(f"twinkle_{number + 1}.log", text)


def unknown():
    write("plain_call.txt", "\n".join(lf(raw) for _, raw in call("q1")))
    write("plain_single.sip", request("PUBLISH", "q2", body=XML, kind="application/pidf+xml"))
    text = "gateway 1.2 starting\n"
    for index, (is_sent, raw) in enumerate(call("g1")):
        line = "sent to" if is_sent else "received from"
        text += f"2026-04-05 06:07:0{index},250 INFO sipstack - {line} 198.51.100.1:5060 [{len(raw)}]\n{lf(raw)}"
        text += "\n" if raw.endswith("\n\n") else ""
        text += f"2026-04-05 06:07:0{index},251 DEBUG timer - armed\n"
    write("unknown_gateway.log", text)
    text = ""
    for index, (is_sent, raw) in enumerate(call("g2")):
        stamp = f"Apr  5 06:07:0{index} phone7 voip: "
        text += stamp + f"udp 192.0.2.9:5062 {'->' if is_sent else '<-'} 198.51.100.1:5060\n"
        text += "".join(stamp + part + "\n" for part in lf(raw).split("\n"))
        text += stamp + "=====\n"
    write("unknown_every_line.log", text)


if __name__ == "__main__":
    for make in (chan_sip, freeswitch, kamailio, sipp, sngrep, homer, sip_viewer, browser, clients, unknown):
        make()
