# SPDX-License-Identifier: GPL-3.0-or-later
"""The full log of an Asterisk between a telephone and Teams: a call held by the Teams user, then moved by REFER.

Asterisk reports the transfer's progress in the wrong order: the NOTIFY with 180 (CSeq 32435) leaves before the one with 100
(CSeq 32434). Teams refuses the late one with 500, the call is never resumed, and the caller hangs up on hold.
"""

import datetime

import sip_text

START = datetime.datetime(2026, 1, 6, 8, 41, 7, 302_000)
PHONE, ASTERISK, TEAMS = "192.0.2.31", "198.51.100.30", "52.114.76.76"
ASTERISK_NAME = "pbx.example.com"
PROXY = "sip.pstnhub.microsoft.com"
API = "api-du-b-euno.pstnhub.microsoft.com:443"
ROUTE = "<sip:sip-du-b-eu.pstnhub.microsoft.com:5061;transport=tls;lr>"
CALLER, CALLEE = "+33199002031", "+442079460177"
CALL_GUID, TRANSFER_GUID = "5e0b7f2c-91d4-4a8e-b6c3-07f1d2e8a945", "b7a4196e-3c52-4d0f-8e21-6f95c08d73aa"

ASTERISK_AGENT = "Asterisk PBX 17.3.0"
TEAMS_AGENT = "Microsoft.PSTNHub.SIPProxy v.2025.11.18.2 i.EUNO.1"
PHONE_AGENT = "ExamplePhone/4.2.1"

REFER_TO = f"sip:{PROXY}:5061;transport=tls;x-m=8:orgid:{TRANSFER_GUID};x-t=0f7c5b1e-22aa-4c1d-9d0e-3b8a61c4e7d2"
REFERRED_BY = f"<sip:{PROXY}:5061;x-m=8:orgid:{CALL_GUID};x-ti={CALL_GUID};x-tt=aHR0cHM6Ly9leGFtcGxlLmNvbQ>"


class Log:
    """Writes messages as `pjsip set logger on` does into a full log: counted in wire bytes, LF for CRLF, a line more at the end."""

    def __init__(self, stream):
        self._stream = stream

    def _stamp(self, milliseconds):
        moment = START + datetime.timedelta(milliseconds=milliseconds)
        return moment.strftime("%Y-%m-%d %H:%M:%S.") + f"{moment.microsecond // 1000:03d}"

    def line(self, at, thread, place, text):
        self._stream.write(f"[{self._stamp(at)}] VERBOSE[{thread}] {place}: {text}\n")

    def message(self, at, sent, peer, wire):
        kind = "response" if wire.startswith(b"SIP/2.0") else "request"
        way = ("Transmitting", "to") if sent else ("Received", "from")
        self.line(at, 2214, "res_pjsip_logger.c", f"<--- {way[0]} SIP {kind} ({len(wire)} bytes) {way[1]} {peer} --->")
        self._stream.write(wire.decode("ascii").replace("\r\n", "\n") + "\n")


class PhoneLeg:
    """Telephone -> Asterisk, UDP."""

    peer = f"UDP:{PHONE}:5060"

    def _headers(self, method, cseq, branch, answered):
        return [("Via", f"SIP/2.0/UDP {PHONE}:5060;rport;branch=z9hG4bK{branch}"),
                ("From", f'"Reception" <sip:2031@{ASTERISK}>;tag=7c41e9d2'),
                ("To", f"<sip:{CALLEE}@{ASTERISK}>" + (";tag=5e3c1ad8-90b7-4be2-a4f5-2b1f6f0c7d11" if answered else "")),
                ("Call-ID", f"c6b02f7e51d94a@{PHONE}"), ("CSeq", f"{cseq} {method}")]

    def request(self, method, cseq, branch, answered=True, body="", extra=()):
        headers = self._headers(method, cseq, branch, answered) + [("Max-Forwards", "70")] + list(extra)
        headers += [("Contact", f"<sip:2031@{PHONE}:5060>"), ("User-Agent", PHONE_AGENT)]
        return sip_text.message(f"{method} sip:{CALLEE}@{ASTERISK} SIP/2.0", headers, body)

    def response(self, status, reason, method, cseq, branch, answered=True, body=""):
        headers = self._headers(method, cseq, branch, answered)
        if body:
            headers += [("Contact", f"<sip:{ASTERISK}:5060>"), ("Supported", "100rel, timer, replaces, norefersub")]
        return sip_text.message(f"SIP/2.0 {status} {reason}", headers + [("Server", ASTERISK_AGENT)], body)


class TeamsLeg:
    """Asterisk -> Teams, TLS. `to` and `target` of the transferred call are those of REFER; else the number dialled."""

    peer = f"TLS:{TEAMS}:5061"

    def __init__(self, call_id, local_tag, remote_tag, uri, guid, cseq):
        self.call_id, self.local_tag, self.remote_tag, self.uri, self.guid = call_id, local_tag, remote_tag, uri, guid
        self.cseq = cseq
        self._local = f'"Reception" <sip:{CALLER}@{ASTERISK_NAME}>;tag={local_tag}'
        self._remote = f"<{uri}>"

    def _via(self, branch):
        return f"SIP/2.0/TLS {ASTERISK}:5061;rport;branch=z9hG4bKPj{branch};alias"

    def send(self, method, branch, cseq=None, answered=True, body="", content_type="application/sdp", extra=()):
        """A request of Asterisk."""
        tag = f";tag={self.remote_tag}" if answered else ""
        target = f"sip:{API};x-i={self.guid};x-c=s/1/4c7ae21b" if answered else self.uri
        route = [("Route", ROUTE)] if answered else []
        headers = [("Via", self._via(branch)), ("From", self._local), ("To", self._remote + tag),
                   ("Contact", f"<sip:{ASTERISK_NAME}:5061;transport=tls>"), ("Call-ID", self.call_id),
                   ("CSeq", f"{cseq or self.cseq} {method}")] + route + list(extra)
        headers += [("Max-Forwards", "70"), ("User-Agent", ASTERISK_AGENT)]
        return sip_text.message(f"{method} {target} SIP/2.0", headers, body, content_type)

    def answer(self, status, reason, method, branch, cseq=None, body="", to_tag=True):
        """A response of Teams, with the header names in capitals as it writes them."""
        headers = [("FROM", self._local), ("TO", self._remote + (f";tag={self.remote_tag}" if to_tag else "")),
                   ("CSEQ", f"{cseq or self.cseq} {method}"), ("CALL-ID", self.call_id), ("VIA", self._via(branch))]
        if method == "INVITE" and 100 < status < 300:
            headers += [("RECORD-ROUTE", ROUTE), ("CONTACT", f"<sip:{API};x-i={self.guid};x-c=s/1/4c7ae21b>")]
        headers += [("ALLOW", "INVITE,ACK,CANCEL,BYE,INFO,NOTIFY,PRACK,UPDATE,OPTIONS,REFER"), ("SERVER", TEAMS_AGENT)]
        return sip_text.message(f"SIP/2.0 {status} {reason}", headers, body)

    def _in_dialog(self, method, cseq, branch):
        via = f"SIP/2.0/TLS {TEAMS}:5061;branch=z9hG4bK{branch}"
        return [("FROM", f"{self._remote};tag={self.remote_tag}"), ("TO", self._local), ("CSEQ", f"{cseq} {method}"),
                ("CALL-ID", self.call_id), ("VIA", via)]

    def receive(self, method, cseq, branch, body="", extra=()):
        """A request of Teams within the dialog."""
        headers = self._in_dialog(method, cseq, branch) + [("MAX-FORWARDS", "69")] + list(extra)
        headers += [("CONTACT", f"<sip:{API};x-i={self.guid};x-c=s/1/4c7ae21b>"), ("USER-AGENT", TEAMS_AGENT)]
        return sip_text.message(f"{method} sip:{ASTERISK_NAME}:5061;transport=tls SIP/2.0", headers, body)

    def reply(self, status, reason, method, cseq, branch, body=""):
        """A response of Asterisk to such a request."""
        headers = [(name.title().replace("Cseq", "CSeq").replace("Call-Id", "Call-ID"), value)
                   for name, value in self._in_dialog(method, cseq, branch)]
        headers += [("Contact", f"<sip:{ASTERISK_NAME}:5061;transport=tls>"), ("Server", ASTERISK_AGENT)]
        return sip_text.message(f"SIP/2.0 {status} {reason}", headers, body)

    def progress(self, cseq, branch, fragment):
        """NOTIFY of the REFER's subscription, RFC 3515 2.4.4; `fragment` is a status line."""
        extra = [("Event", "refer"), ("Subscription-State", "active;expires=600"), ("Allow-Events", "presence, dialog, refer")]
        return self.send("NOTIFY", branch, cseq, body=f"SIP/2.0 {fragment}\r\n", content_type="message/sipfrag;version=2.0", extra=extra)


def _set_up(log, phone, teams):
    """Telephone -> Asterisk -> Teams, answered."""
    offer = sip_text.audio(PHONE, 11790, 20511, 20511)
    log.message(0, False, phone.peer, phone.request("INVITE", 1, "a1f3", answered=False, body=offer))
    log.message(3, True, phone.peer, phone.response(100, "Trying", "INVITE", 1, "a1f3", answered=False))
    executing = f"    -- Executing [{CALLEE}@internal:1] Dial(\"PJSIP/2031-00000092\", \"PJSIP/{CALLEE}@teams\") in new stack"
    log.line(5, "2391][C-0000004f", "pbx.c", executing)
    log.line(6, "2391][C-0000004f", "app_dial.c", f"    -- Called PJSIP/{CALLEE}@teams")
    invite = teams.send("INVITE", "3f0a11", answered=False, body=sip_text.audio(ASTERISK, 16402, 913204417, 2))
    log.message(9, True, teams.peer, invite)
    log.message(52, False, teams.peer, teams.answer(100, "Trying", "INVITE", "3f0a11", to_tag=False))
    log.message(911, False, teams.peer, teams.answer(180, "Ringing", "INVITE", "3f0a11"))
    log.line(912, "2391][C-0000004f", "app_dial.c", "    -- PJSIP/teams-00000093 is ringing")
    log.message(914, True, phone.peer, phone.response(180, "Ringing", "INVITE", 1, "a1f3"))
    log.message(6_204, False, teams.peer, teams.answer(200, "OK", "INVITE", "3f0a11", body=sip_text.audio(TEAMS, 50142, 38112, 1)))
    log.message(6_206, True, teams.peer, teams.send("ACK", "3f0a12"))
    log.line(6_207, "2391][C-0000004f", "app_dial.c", "    -- PJSIP/teams-00000093 answered PJSIP/2031-00000092")
    log.message(6_210, True, phone.peer, phone.response(200, "OK", "INVITE", 1, "a1f3", body=sip_text.audio(ASTERISK, 17320, 7741, 1)))
    log.message(6_231, False, phone.peer, phone.request("ACK", 1, "a1f4"))


def _hold(log, teams):
    offer = sip_text.audio(TEAMS, 50142, 38112, 2, "inactive")
    log.message(34_018, False, teams.peer, teams.receive("INVITE", 1, "e41c07", body=offer))
    log.message(34_020, True, teams.peer, teams.reply(100, "Trying", "INVITE", 1, "e41c07"))
    log.line(34_022, "2393][C-0000004f", "res_musiconhold.c", "    -- Started music on hold, class 'default', on channel 'PJSIP/2031-00000092'")
    answer = sip_text.audio(ASTERISK, 16402, 913204417, 3, "inactive")
    log.message(34_026, True, teams.peer, teams.reply(200, "OK", "INVITE", 1, "e41c07", answer))
    log.message(34_061, False, teams.peer, teams.receive("ACK", 1, "e41c08"))


def _transfer(log, teams, moved):
    """REFER; the new INVITE goes back to Teams; both NOTIFYs leave, the later one first."""
    refer = teams.receive("REFER", 2, "e41c19", extra=[("REFER-TO", f"<{REFER_TO}>"), ("REFERRED-BY", REFERRED_BY)])
    log.message(51_377, False, teams.peer, refer)
    log.message(51_380, True, teams.peer, teams.reply(202, "Accepted", "REFER", 2, "e41c19"))
    offer = sip_text.audio(ASTERISK, 16418, 913204690, 2)
    invite = moved.send("INVITE", "3f0a40", answered=False, body=offer, extra=[("Referred-By", REFERRED_BY)])
    log.message(51_391, True, moved.peer, invite)
    log.message(51_436, False, moved.peer, moved.answer(100, "Trying", "INVITE", "3f0a40", to_tag=False))
    log.message(51_733, False, moved.peer, moved.answer(180, "Ringing", "INVITE", "3f0a40"))
    log.message(51_736, True, teams.peer, teams.progress(32435, "3f0a42", "180 Ringing"))
    log.message(51_737, True, teams.peer, teams.progress(32434, "3f0a41", "100 Trying"))
    log.message(51_779, False, teams.peer, teams.answer(200, "OK", "NOTIFY", "3f0a42", 32435))
    log.message(51_781, False, teams.peer, teams.answer(500, "Server Internal Error", "NOTIFY", "3f0a41", 32434))


def _give_up(log, phone, teams, moved):
    """The caller has heard music for a minute and hangs up."""
    log.message(112_640, False, phone.peer, phone.request("BYE", 2, "a1f9"))
    log.message(112_642, True, phone.peer, phone.response(200, "OK", "BYE", 2, "a1f9"))
    log.line(112_643, "2393][C-0000004f", "res_musiconhold.c", "    -- Stopped music on hold on PJSIP/2031-00000092")
    log.message(112_646, True, moved.peer, moved.send("CANCEL", "3f0a40", answered=False))
    log.message(112_648, True, teams.peer, teams.send("BYE", "3f0a51", 32436, extra=[("Reason", "Q.850;cause=16")]))
    log.message(112_690, False, moved.peer, moved.answer(200, "OK", "CANCEL", "3f0a40"))
    log.message(112_694, False, teams.peer, teams.answer(200, "OK", "BYE", "3f0a51", 32436))
    log.message(112_701, False, moved.peer, moved.answer(487, "Request Terminated", "INVITE", "3f0a40"))
    log.message(112_703, True, moved.peer, moved.send("ACK", "3f0a40", answered=False))


def write(path):
    with open(path, "w", encoding="ascii", newline="\n") as stream:
        log, phone = Log(stream), PhoneLeg()
        teams = TeamsLeg("0c4e9a71-2f5b-4ed0-8a63-b1d7e2f40935", "6f1d8c3b-41aa-4f07-9c2e-58ab7d10e2f4", "4f20b7d9e1a3475c",
                         f"sip:{CALLEE}@{PROXY}", CALL_GUID, 32433)
        moved = TeamsLeg("91b7d2c5-63ef-4a18-b0d4-7e2c5f8a1046", "a90c2e57-7d1f-4b36-8e55-3fc4b1d07a28", "c8e15f30b6724d9a",
                         REFER_TO, TRANSFER_GUID, 11827)
        _set_up(log, phone, teams)
        _hold(log, teams)
        _transfer(log, teams, moved)
        _give_up(log, phone, teams, moved)
