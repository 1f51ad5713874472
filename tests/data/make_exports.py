#!/usr/bin/env python3
"""Writes the diagnostic exports in exports/: python3 make_exports.py

Shapes after the published schemas of the reports and tables (PSTN usage report, Graph call records, Azure Monitor tables,
HTTP Archive 1.2); all values are made up, with names of RFC 2606 and numbers of ranges kept for fiction.
"""
import base64
import json
import os
import zipfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "exports")
ACS = "11111111-2222-3333-4444-555555555555"
DR = ["CorrelationId", "AAD ObjectId", "UPN", "Display Name", "User country", "Invite time", "Start time", "Failure time",
      "End time", "Duration (seconds)", "Success", "Caller Number", "Callee Number", "Call type", "Azure region for Media",
      "Azure region for Signaling", "Final SIP code", "Final Microsoft subcode", "Final SIP Phrase", "SBC FQDN",
      "Media bypass", "Shared correlation ID"]


def guid(n):
    return f"0000000{n}-aaaa-bbbb-cccc-dddddddddddd"


def row(n, ok, sip, sub, phrase, caller="+33155500****", callee="+4930555000***", sbc="sbc1.example.com", minute=0):
    t = f"2026-01-01T00:{minute:02d}:0"
    return [guid(n), "aaaaaaaa-0000-0000-0000-000000000001", "demo@example.com", "Demo, User", "FR", t + "0.000Z",
            t + ("2.000Z" if ok else "1.000Z"), "" if ok else t + "1.000Z", t + "9.000Z" if ok else "", "9" if ok else "1",
            "Yes" if ok else "No", caller, callee, "dr_out", "FRCE", "EUNO", str(sip), str(sub), phrase, sbc, "No", ""]


def quoted(cell, delimiter):
    return '"' + cell.replace('"', '""') + '"' if delimiter in cell or '"' in cell else cell


def csv(rows, delimiter=",", end="\r\n"):
    return end.join(delimiter.join(quoted(c, delimiter) for c in r) for r in rows) + end


def write(name, text, encoding="utf-8"):
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(text.encode(encoding))


def token(scope, exp):
    part = lambda d: base64.urlsafe_b64encode(json.dumps(d).encode()).decode().rstrip("=")
    return part({"alg": "RS256"}) + "." + part({"scp": scope, "aud": "https://communication.azure.com/", "exp": exp}) + ".c2lnbmF0dXJl"


def report():
    rows = [DR, row(1, True, 0, 0, "BYE"), row(2, False, 403, 510532, "Get Inbound Direct Routing Trunk Configuration was not found"),
            row(3, False, 504, 569008, "Unable to deliver INVITE: TLS certificate expired", minute=1), row(4, False, 486, 560486, "Busy Here", minute=2)]
    return rows


def main():
    os.makedirs(HERE, exist_ok=True)
    rows = report()
    write("direct_routing.csv", csv(rows), "utf-8-sig")
    write("direct_routing_utf16.csv", csv(rows, "\t"), "utf-16")
    order = [19, 12, 11, 5, 7, 8, 10, 16, 17, 18, 3]
    french = [[rows[0][i] for i in order]]
    for r in reversed(rows[1:]):
        c = list(r)
        for i in (5, 7, 8):
            if c[i]:
                c[i] = f"01/01/2026 {c[i][11:19]}"
        c[10] = "Oui" if c[10] == "Yes" else "Non"
        c[11] = "3,31E+10"
        c[3] = "Amélie €"
        french.append([c[i] for i in order])
    write("direct_routing_french.csv", csv(french, ";"), "cp1252")
    pstn = ["UsageId", "Call ID", "Conference ID", "User Location", "AAD ObjectId", "UPN", "User Display Name", "Caller ID", "Call Type",
            "Number Type", "Domestic/International", "Destination Dialed", "Destination Number", "Start Time", "End Time",
            "Duration Seconds", "Connection Fee", "Charge", "Currency", "Capability"]
    usage = [guid(7), "call-7", "", "FR", guid(8), "demo@example.com", "Demo", "+33155500100", "user_out", "Subscriber", "Domestic",
             "France", "+33155500200", "2026-01-01T00:00:00.000Z", "2026-01-01T00:01:00.000Z", "60", "0", "0.1", "EUR", "MCOPSTN1"]
    write("pstn.csv", csv([pstn, usage]))
    with zipfile.ZipFile(os.path.join(HERE, "Calls.Export.1.zip"), "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in (("PSTN.calls.2026-01-01.csv", csv([pstn, usage])), ("DirectRouting.calls.2026-01-01.csv", csv(rows)),
                           ("parameters.json", '{"from": "2026-01-01"}'), ("../climbs.csv", csv(rows))):
            z.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    graph = {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.callRecords.directRoutingLogRow)",
             "@odata.count": 1, "value": [{"id": guid(5), "correlationId": guid(6), "userId": None, "inviteDateTime": "2026-01-01T00:00:00Z",
             "startDateTime": "2026-01-01T00:00:10Z", "failureDateTime": "2026-01-01T00:00:10Z", "endDateTime": "0001-01-01T00:00:00Z",
             "duration": 10, "callType": "ByotOut", "successfulCall": False, "callerNumber": "+33155500****", "calleeNumber": "+4930555000***",
             "finalSipCode": 408, "callEndSubReason": 500001, "finalSipCodePhrase": "Gateway (SBC) failover timer expired",
             "trunkFullyQualifiedDomainName": "sbc1.example.com", "mediaBypassEnabled": False}], "@odata.nextLink": "https://example.com"}
    write("graph_direct_routing.json", json.dumps(graph, indent=1))
    write("graph_pstn.json", json.dumps({"value": [{"id": guid(7), "callId": "call-7", "callType": "user_out", "callerNumber": "+33155500100",
          "calleeNumber": "+33155500200", "inventoryType": "Subscriber", "licenseCapability": "MCOPSTN1", "destinationContext": "Domestic",
          "destinationName": "France", "charge": 0.1, "duration": 60, "startDateTime": "2026-01-01T00:00:00Z", "endDateTime": "2026-01-01T00:01:00Z"}]}))
    write("call_record.json", json.dumps({"id": guid(9), "version": 1, "type": "peerToPeer", "modalities": ["audio"],
          "startDateTime": "2026-01-01T00:00:00Z", "endDateTime": "2026-01-01T00:00:05Z",
          "sessions": [{"id": guid(9), "failureInfo": {"stage": "callSetup", "reason": "CallEndReasonLocalUserInitiated"}}]}))
    top = {"time": "2026-01-01T00:00:30.500Z", "resourceId": "/SUBSCRIPTIONS/X", "correlationId": ACS, "operationVersion": "1.0"}
    diagnostics = dict(top, operationName="CallDiagnostics", category="CallDiagnostics", properties={
        "identifier": "acs:demo", "participantId": "null", "endpointId": "e1", "endpointType": "VoIP", "mediaType": "Audio", "streamId": "1201",
        "transportType": "UDP", "roundTripTimeAvg": "140", "jitterAvg": "41", "packetLossRateAvg": "0.12"})
    summary = dict(top, operationName="CallSummary", category="CallSummary", properties={
        "identifier": "acs:demo", "callStartTime": "2026-01-01T00:00:00.000Z", "callDuration": 37, "callType": "P2P", "participantId": "null",
        "participantStartTime": "2026-01-01T00:00:01.100Z", "participantDuration": "36", "participantEndReason": "410",
        "ParticipantEndSubCode": "3101", "ResultCategory": "UnexpectedClientError", "endpointType": "VoIP"})
    lines = [json.dumps(diagnostics), '{"time": broken', json.dumps(summary)]
    write("acs_lines.json", "\n".join(lines) + "\n")
    write("acs_event_hub.json", json.dumps({"records": [diagnostics, summary]}))
    write("acs_log_analytics.json", json.dumps({"tables": [{"name": "PrimaryResult", "columns": [
        {"name": n, "type": "string"} for n in ("TimeGenerated", "CorrelationId", "EndpointType", "MediaType", "JitterAvg", "PacketLossRateAvg")],
        "rows": [["2026-01-01T00:00:30Z", ACS, "VoIP", "Audio", 12.5, 0.01], ["2026-01-01T00:00:30Z", ACS, "VoIP", "Video", 55, 0.01]]}]}))
    write("acs_portal.csv", '"TimeGenerated [UTC]",CorrelationId,ParticipantId,EndpointType,MediaType,JitterAvg,PacketLossRateAvg,RoundTripTimeAvg\n'
          f'"1/1/2026, 12:00:30.500 AM",{ACS},p1,VoIP,Audio,10,0.001,80\n')
    write("acs_events.csv", f'TimeGenerated,CorrelationId,MediaType,MediaPathQuality\n2026-01-01T00:00:30Z,{ACS},Audio,None\n')
    write("acs_operations.json", json.dumps({"TimeGenerated": "2026-01-01T00:00:10Z", "Type": "ACSCallClientOperations", "CallId": ACS,
          "OperationName": "UserFacingDiagnostics", "OperationType": "client-event", "OperationId": "1",
          "OperationPayload": '{"diagnostic":"networkRelaysNotReachable","value":true}'}) + "\n")
    write("acs_media_stats.csv", "TimeGenerated,CallId,MetricName,AggregationIntervalSeconds,Average,Minimum,Maximum,Sum,Count,MediaStreamType\n"
          f"2026-01-01T00:00:10Z,{ACS},JitterInMs,10,4,1,9,40,10,audio\n")
    write("realconnect.csv", "Start Time,End Time,Endpoint,Meeting ID,End Reason\n"
          "2026-01-01 00:00:00,2026-01-01 00:10:00,room1,1234,VTC ended call\n"
          "2026-01-01 00:00:00,2026-01-01 00:00:30,room2,1234,meeting not found.\n"
          "2026-01-01 00:00:00,2026-01-01 00:00:30,room3,1234,The dog ate the cable\n")
    write("realconnect.txt", "2026-01-01 00:10:00 room1 call ended, End Reason: Timed out waiting in the lobby\nanother line\n")
    bad = token(["chat"], 1893456000)
    write("console.log", "[2026-01-01T00:00:01.000Z] info page loaded\n"
          f"[2026-01-01T00:00:02.000Z] GET https://api.flightproxy.skype.com/conv/ 403 (Forbidden) Authorization: Bearer {bad}\n"
          "[2026-01-01T00:00:02.500Z] POST https://browser.events.data.microsoft.com/OneCollector/1.0 401\n"
          "[2026-01-01T00:00:03.000Z] CallStartError: the call could not be started\n")
    entry = lambda url, status, auth="": {"startedDateTime": "2026-01-01T00:00:02.000Z", "request": {"method": "POST", "url": url,
        "headers": [{"name": "Authorization", "value": "Bearer " + auth}] if auth else []}, "response": {"status": status, "content": {"text": "x"}}}
    write("calls.har", json.dumps({"log": {"version": "1.2", "entries": [
        entry("https://browser.events.data.microsoft.com/OneCollector/1.0/", 401), entry("https://example.com/page", 200),
        entry("https://demo.communication.azure.com/calls?x=secret", 401, token(["voip"], 1767225600)),
        entry("wss://go.trouter.skype.com/v4/c", 0)]}}))
    write("webrtc_internals.json", json.dumps({"getUserMedia": [], "PeerConnections": {"10-1": {"pid": 10, "stats": {"a": {"values": "[1,2]"}},
        "updateLog": [{"time": "1767225602000", "type": "iceconnectionstatechange", "value": "checking"},
                      {"time": "1767225612000", "type": "iceconnectionstatechange", "value": "failed"}]}}}))
    write("rtcstats.txt", '["create","PC_0",{"iceServers":[]},1767225600000]\n["onicecandidateerror","PC_0",{"errorCode":701,"url":"turn:relay.example.com"},1767225601000]\n'
          '["oniceconnectionstatechange","PC_0","failed",1767225602000]\n')
    # Broken ones: each costs its own row only.
    text = csv(rows)
    broken = text.split("\r\n")
    broken[2] = broken[2].replace('"Demo, User"', '"Demo')          # a quote that is never closed
    broken[3] += ",one too many"
    write("broken_quotes.csv", "\r\n".join(broken))
    with open(os.path.join(HERE, "mixed_encodings.csv"), "wb") as f:
        f.write(text.replace("Demo, User", "Démo, Üser").encode("utf-8").replace("Démo".encode(), b"D\xe9mo", 1))


main()
