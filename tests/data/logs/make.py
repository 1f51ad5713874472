#!/usr/bin/env python3
"""Writes the logs of this folder: the shapes that the makers' documents show, with messages of our own (RFC 5737, RFC 2606).

Run it in this folder. tests/golden/log_formats.tsv says what each holds.
"""

SDP = ("v=0\r\no=- 1 1 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 101\r\n"
       "a=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n")


def message(start, call_id, cseq, via="192.0.2.10:5060", transport="UDP", body="", extra=""):
    text = (f"{start}\r\nVia: SIP/2.0/{transport} {via};branch=z9hG4bK{call_id}{cseq.split()[0]}\r\n"
            f"From: <sip:1001@example.com>;tag=a{call_id}\r\nTo: <sip:2002@example.net>\r\nCall-ID: {call_id}@example.com\r\n"
            f"CSeq: {cseq}\r\nMax-Forwards: 70\r\n{extra}")
    if body:
        text += "Content-Type: application/sdp\r\n"
    return text + f"Content-Length: {len(body)}\r\n\r\n{body}"


def invite(call_id, **more):
    return message("INVITE sip:2002@198.51.100.1 SIP/2.0", call_id, "1 INVITE", body=SDP, **more)


def response(code, reason, call_id, cseq="1 INVITE", **more):
    return message(f"SIP/2.0 {code} {reason}", call_id, cseq, **more)


def lf(text):
    return text.replace("\r\n", "\n")


def write(name, text, expected):
    """expected: time, source, destination, transport and bytes of each message; bytes None: cut, whatever is left."""
    with open(name, "w", encoding="utf-8", newline="") as out:
        out.write(text)
    with open(f"expected/{name}.txt", "w", encoding="utf-8", newline="") as out:
        for time, source, destination, transport, sip in expected:
            out.write(f"== {time} {source} {destination} {transport}\n{'(cut)' if sip is None else sip}\n")


def lines(text):
    return lf(text).split("\n")[:-1]


def audiocodes_packed():
    """Optimised syslog in rsyslog's file: #012, messages over several packets, two sessions mixed, one packet lost."""
    stamp = "[Time:14-05@09:30:%06.3f]"

    def packet(s, sid, text, second):
        return f"<133>[S={s}] [SID=aabbcc:7:{sid}]  {text} {stamp % second}\n"

    def announce(n, way, peer, interface, transport):
        words = "Incoming SIP Message from" if way == "in" else "Outgoing SIP Message to"
        side = "to" if way == "in" else "from"
        return f"(N  {n}) ---- {words} {peer} {side} SIPInterface #{interface} (If{interface}) {transport} TO(#3) SocketID(9) ---- #012"

    def packed(text):
        return lf(text).replace("\n", "#012") + " #012"

    first = packed(invite("ac1"))
    cut = first.index("tag=aac1") + 4  # in the middle of a line
    out = packet(100, 1, announce(1, "in", "192.0.2.10:5060", 1, "UDP"), 1)
    out += packet(101, 1, first[:cut], 1.001).replace(" [Time", "[Time", 1)
    out += packet(102, 2, "(N  9) AcSIPCall(#2): something else", 1.002)
    out += packet(103, 1, first[cut:], 1.003).replace("]  ", "] ", 1)
    trying = response(100, "Trying", "ac1")
    out += packet(104, 1, "(N  11) UdpRtxMngr::Dispatch #012" + announce(12, "out", "192.0.2.10:5060", 1, "UDP") + packed(trying), 1.004)
    # A packet is lost in the middle of this one.
    leg = packed(invite("ac2", via="198.51.100.1:5061", transport="TLS"))
    out += packet(105, 2, announce(13, "out", "203.0.113.9:5061", 2, "TLS"), 1.1)
    out += packet(106, 2, leg[:230], 1.101)
    out += packet(108, 2, leg[300:], 1.102)
    ringing = response(180, "Ringing", "ac2", via="198.51.100.1:5061", transport="TLS")
    out += packet(109, 2, announce(15, "in", "203.0.113.9:5061", 2, "TLS") + packed(ringing), 2)
    out += packet(110, 2, announce(16, "in", "203.0.113.9:5061", 2, "TLS"), 3)  # and its text never came
    a, b, device, far = "192.0.2.10:5060", "198.51.100.1:5061", "198.51.100.1:5060", "203.0.113.9:5061"
    write("audiocodes_packed.log", out, [
        # The device's address towards the first peer stands in the Request-URI of what came from it.
        ("1970-05-14T09:30:01.000000000Z", a, device, "UDP", invite("ac1")),
        ("1970-05-14T09:30:01.004000000Z", device, a, "UDP", trying),
        ("1970-05-14T09:30:01.100000000Z", b, far, "TLS", None),
        ("1970-05-14T09:30:02.000000000Z", far, b, "TLS", ringing)])


def audiocodes_viewer():
    """The older, full shape as the Syslog Viewer saves it: real line ends, blanks in the milliseconds."""
    def entry(s, ms, text):
        return f"18:38:14.{ms:>3} : 198.51.100.1 : NOTICE: [S={s}][SID:aabbcc:96:5] (lgr_flow)({s}) {text}\n"

    out = entry(235, 52, "#0:OFF_HOOK_EV [File: Line:-1]")
    for s, ms, words, text in ((236, 60, "Incoming SIP Message from 192.0.2.10:5060 to SIPInterface #0 (Lan) UDP TO(#1)", invite("av1")),
                               (238, 83, "Outgoing SIP Message to 192.0.2.10:5060 from SIPInterface #0 (Lan) UDP TO(#1)",
                                response(503, "Service Unavailable", "av1"))):
        out += entry(s, ms, f"---- {words} ----")
        out += entry(s + 1, ms, "@").replace("@\n", lf(text))
    out += entry(240, 958, "#0:ON_HOOK_EV [File: Line:-1]")
    a, b = "192.0.2.10:5060", "198.51.100.1:5060"
    write("audiocodes_viewer.log", out, [
        ("1970-01-01T18:38:14.060000000Z", a, b, "UDP", invite("av1")),
        ("1970-01-01T18:38:14.083000000Z", b, a, "UDP", response(503, "Service Unavailable", "av1"))])


def cube():
    out = "Router#\n"
    for n, way, when, guid, text in ((101, "Received", "046", "xxxxxxxxxxxx", invite("cu1")),
                                     (104, "Sent", "050", "286BC7C68020", response(100, "Trying", "cu1")),
                                     (107, "Sent", "061", "286BC7C68020", invite("cu2", via="198.51.100.1:5060")),
                                     (109, "Received", "079", "286BC7C68020",
                                      response(486, "Busy Here", "cu2", via="198.51.100.1:5060"))):
        out += f"{n:06}: *May 14 09:30:01.{when} CEST: //-1/{guid}/SIP/Msg/ccsipDisplayMsg:\n{way}: \n{lf(text)}\n"
        out += f"{n + 1:06}: *May 14 09:30:01.{when} CEST: //89/{guid}/CCAPI/ccCallDisconnect:\n   Cause Value=17, Tag=0x0\n"
    a, b = "192.0.2.10:5060", "198.51.100.1:5060"
    day = "1970-05-14T07:30:01"  # CEST
    write("cube_terminal.log", out, [
        (f"{day}.046000000Z", a, b, "UDP", invite("cu1")),
        (f"{day}.050000000Z", b, a, "UDP", response(100, "Trying", "cu1")),
        (f"{day}.061000000Z", b, b, "UDP", invite("cu2", via="198.51.100.1:5060")),
        (f"{day}.079000000Z", b, b, "UDP", response(486, "Busy Here", "cu2", via="198.51.100.1:5060"))])
    # A syslog server's file, each line a record of its own.
    out = ""
    n = 500
    for way, text in (("Received", invite("cu3")), ("Sent", response(404, "Not Found", "cu3"))):
        for line in [f"May 14 09:30:02.{n}: //-1/000000000000/SIP/Msg/ccsipDisplayMsg:", f"{way}: "] + lines(text):
            out += f"May 14 09:30:02 198.51.100.1 {n}: {line}\n"
            n += 1
    write("cube_syslog.log", out, [
        ("1970-05-14T09:30:02.500000000Z", a, b, "UDP", invite("cu3")),
        ("1970-05-14T09:30:02.5%02d000000Z" % (2 + len(lines(invite("cu3")))), b, a, "UDP", response(404, "Not Found", "cu3"))])


def oracle():
    out = "File opened.\nMay 14 09:30:00.001 UDP[0:0]198.51.100.1:5060 OPENED\n"
    for ms, way, text in ((100, "received from", invite("or1")), (104, "sent to", response(100, "Trying", "or1")),
                          (900, "sent to", response(603, "Decline", "or1"))):
        out += f"May 14 09:30:01.{ms} On [0:0]198.51.100.1:5060 {way} 192.0.2.10:5060\n{text}\n{'-' * 40}\n"
    out += f"May 14 09:30:02.000 On [1:7][2001:db8::1]:5060 received from [2001:db8::2]:5060\n{'-' * 40}\n"
    out += "May 14 09:30:03.000 On [1:7][2001:db8::1]:5060 sent to [2001:db8::2]:5060\n"
    options = message("OPTIONS sip:[2001:db8::2] SIP/2.0", "or2", "1 OPTIONS", via="[2001:db8::1]:5060")
    a, b = "192.0.2.10:5060", "198.51.100.1:5060"
    write("oracle_sipmsg.log", out + options, [
        ("1970-05-14T09:30:01.100000000Z", a, b, "UDP", invite("or1")),
        ("1970-05-14T09:30:01.104000000Z", b, a, "UDP", response(100, "Trying", "or1")),
        ("1970-05-14T09:30:01.900000000Z", b, a, "UDP", response(603, "Decline", "or1")),
        ("1970-05-14T09:30:03.000000000Z", "[2001:db8::1]:5060", "[2001:db8::2]:5060", "UDP", options)])


def ribbon():
    out = ""
    for us, words, text in ((570846, "received msg for CallId:ri1@example.com from IP/port:192.0.2.10/5060, Local IP/port:198.51.100.1/5060, SMM:0", invite("ri1")),
                            (571900, "sent msg for CallId:ri1@example.com to IP/port:192.0.2.10/5060, Local IP/port:198.51.100.1/5060, SMM:0",
                             response(488, "Not Acceptable Here", "ri1"))):
        out += f"{len(text) + 150} 05142026 093001.{us}:1.01.00.38344.Info .SIPSG: {words}\nRAW PDU:\n{lf(text)}\n"
        out += f"104 05142026 093001.{us + 9}:1.01.00.38345.Info .TRM: *TrmProcessIpLookupCmd: --> found a testCall[0]\n"
    dump = message("OPTIONS sip:198.51.100.1 SIP/2.0", "ri2", "7 OPTIONS")
    out += f"{len(dump) + 90} 05142026 093002.000001:1.01.00.38346.Info .SIPCM: SipFeSocketRecvMsg - msg = {lf(dump)}, msgLen = {len(dump)}.\n"
    a, b = "192.0.2.10:5060", "198.51.100.1:5060"
    write("ribbon_dbg.log", out, [
        ("2026-05-14T09:30:01.570846000Z", a, b, "UDP", invite("ri1")),
        ("2026-05-14T09:30:01.571900000Z", b, a, "UDP", response(488, "Not Acceptable Here", "ri1")),
        ("2026-05-14T09:30:02.000001000Z", a, b, "UDP", dump)])
    escaped = invite("ri3").replace("\r\n", "#015#012")
    write("ribbon_syslog.log", "<147> 1 2026-05-14T09:30:03.123456+00:00 sbc 1 usec - "
          "received msg for CallId:ri3@example.com from IP/port:192.0.2.10/5060, Local IP/port:198.51.100.1/5060, SMM:1 RAW PDU:#012"
          + escaped + "\n", [("2026-05-14T09:30:03.123456000Z", a, b, "UDP", invite("ri3"))])


def cucm():
    out = ""
    for n, ms, words, text in ((1, 232, "SIPUdp - wait_SdlReadRsp: Incoming SIP UDP message size %d from 192.0.2.10:[5060]:", invite("cm1")),
                               (2, 242, "SIPUdp - wait_SdlSPISignal: Outgoing SIP UDP message to 192.0.2.10:[5060]:", response(100, "Trying", "cm1")),
                               (3, 250, "SIPTcp - wait_SdlSPISignal: Outgoing SIP TCP message to 203.0.113.9 on port 5061 index 52 ",
                                invite("cm2", via="198.51.100.1:5061", transport="TLS"))):
        head = words % len(text) if "%d" in words else words
        out += f"0424111{n}.002 |11:27:41.{ms} |AppInfo  |{head}\n[28693{n},NET]\n{lf(text)}\n"
        out += f"0424111{n}.003 |11:27:41.{ms} |SdlSig   |SIPAllocateBibResourceReq |restart0 |SIPBuiltInBridgeControl(1,100,86,15)\n"
    a, b = "192.0.2.10:5060", "198.51.100.1:5060"
    write("cucm_udp_tls.log", out, [
        ("1970-01-01T11:27:41.232000000Z", a, b, "UDP", invite("cm1")),
        ("1970-01-01T11:27:41.242000000Z", b, a, "UDP", response(100, "Trying", "cm1")),
        ("1970-01-01T11:27:41.250000000Z", "198.51.100.1:5061", "203.0.113.9:5061", "TLS",
         invite("cm2", via="198.51.100.1:5061", transport="TLS"))])


def ocslogger():
    out = ""
    for way, kind, text in (("incoming", "request", invite("oc1", transport="TLS")),
                            ("outgoing", "response", response(403, "Forbidden", "oc1", transport="TLS"))):
        head, body = text.split("\r\n\r\n", 1)
        start, headers = head.split("\r\n", 1)
        out += ("TL_INFO(TF_PROTOCOL) [10]0DC4.21A8::05/14/2026-09:30:01.123.0000a5f3 "
                "(SIPStack,SIPAdminLog::ProtocolRecord::Flush:ProtocolRecord.cpp(265))"
                "[2003888399] $$begin_record\r\nTrace-Correlation-Id: 2003888399\r\nInstance-Id: 1A2B\r\n"
                f"Direction: {way}\r\nPeer: 192.0.2.10:5061\r\nMessage-Type: {kind}\r\nStart-Line: {start}\r\n{headers}\r\n"
                f"Message-Body: {body or '-' + chr(13) + chr(10)}$$end_record\r\n\r\n")
    write("ocslogger_call.log", out, [
        ("2026-05-14T09:30:01.123000000Z", "192.0.2.10:5061", "198.51.100.1:5061", "TLS", invite("oc1", transport="TLS")),
        ("2026-05-14T09:30:01.123000000Z", "198.51.100.1:5061", "192.0.2.10:5061", "TLS",
         response(403, "Forbidden", "oc1", transport="TLS"))])


def avaya():
    indent = " " * 20
    out = "********** SysMonitor **********\n"
    for ms, way, text in ((437, "Rx: UDP 192.0.2.10:5060 -> 198.51.100.1:5060", invite("ip1")),
                          (438, "Tx: UDP 198.51.100.1:5060 -> 192.0.2.10:5060", response(404, "Not Found", "ip1"))):
        out += f"3309492{ms}mS SIP {way}\n" + "".join(indent + line + "\n" for line in lines(text))
        out += f"3309492{ms}mS CMCallEvt:    CREATE CALL:7 (ef014730)\n"
    a, b = "192.0.2.10:5060", "198.51.100.1:5060"
    write("ip_office_monitor.log", out, [("-", a, b, "UDP", invite("ip1")),
                                         ("-", b, a, "UDP", response(404, "Not Found", "ip1"))])

    def datagram(ms, rest, word="SIPMESSAGE"):
        return f"<167>May 14 09:30:01 198.51.100.7 {word}: +02:00 2026 {ms} 1 .TEL | 0 {rest}"

    def phone_invite(call_id):
        return invite(call_id, via="198.51.100.7:5060")

    bye = message("BYE sip:2002@192.0.2.10 SIP/2.0", "ph1", "2 BYE", via="198.51.100.7:5060")
    text = lf(phone_invite("ph1"))
    cut = text.index("tag=aph1") + 5
    announce = "CSIPServer::SendToNetwork(): Outbound SIP message to 192.0.2.10:5061\nTX "
    out = datagram(100, f"[Part 01 of 02]\n{announce}{text[:cut]}")
    out += datagram(101, "CLineSet::SendRequest(): .TEL SIP-701\n", "SIPEVENTS")
    out += datagram(102, f"[Part 02 of 02]\n{text[cut:]}\n")
    out += datagram(200, "CNetworkInputManager::ProcessInput(): Inbound SIP message from ip = 192.0.2.10 port: 5061\nRX "
                    + lf(response(180, "Ringing", "ph1", via="198.51.100.7:5060")) + "\n")
    # The second part of this one is lost.
    out += datagram(300, f"[Part 01 of 02]\n{announce}{lf(phone_invite('ph2'))[:300]}\n")
    out += datagram(400, announce + lf(bye) + "\n")
    far, phone = "192.0.2.10:5061", "198.51.100.7:5060"
    write("avaya_phone_parts.log", out, [
        ("2026-05-14T07:30:01.100000000Z", phone, far, "UDP", phone_invite("ph1")),
        ("2026-05-14T07:30:01.200000000Z", far, phone, "UDP", response(180, "Ringing", "ph1", via=phone)),
        ("2026-05-14T07:30:01.300000000Z", phone, far, "UDP", None),
        ("2026-05-14T07:30:01.400000000Z", phone, far, "UDP", bye)])


for make in (audiocodes_packed, audiocodes_viewer, cube, oracle, ribbon, cucm, ocslogger, avaya):
    make()
