#pragma once

#include <cstdio>
#include <fstream>
#include <string>

namespace echelle::test {

// Writes Asterisk pjsip logs with full times, message by message, as the full log of an Asterisk 18 has them.
class LogWriter {
public:
    // second: of 2026-01-01, from midnight; peer: the remote side.
    LogWriter& sent(int second, const std::string& message, const std::string& peer = "198.51.100.7:5060") {
        return add(second, "Transmitting", "to", message, peer);
    }
    LogWriter& received(int second, const std::string& message, const std::string& peer = "198.51.100.7:5060") {
        return add(second, "Received", "from", message, peer);
    }
    LogWriter& line(int second, const std::string& text) {
        m_text += stamp(second) + "VERBOSE[7] app_dial.c: " + text + "\n";
        return *this;
    }
    [[nodiscard]] const std::string& text() const { return m_text; }
    std::string writeTo(const std::string& path) const {
        std::ofstream(path, std::ios::binary) << m_text;
        return path;
    }

    // A whole message with CRLF line ends. extra: header lines with CRLF.
    static std::string request(const std::string& method, const std::string& callId, int cseq,
                               const std::string& branch, const std::string& toTag = {},
                               const std::string& extra = {}) {
        return method + " sip:200@198.51.100.7 SIP/2.0\r\n" + headers(method, callId, cseq, branch, toTag) + extra +
               "Content-Length: 0\r\n\r\n";
    }
    static std::string response(int status, const std::string& reason, const std::string& method,
                                const std::string& callId, int cseq, const std::string& branch,
                                const std::string& toTag = "remote", const std::string& extra = {}) {
        return "SIP/2.0 " + std::to_string(status) + " " + reason + "\r\n" +
               headers(method, callId, cseq, branch, toTag) + extra + "Content-Length: 0\r\n\r\n";
    }

    // One call: INVITE, 100, 180, 200, ACK, BYE, 200; refused with status where that is not 200.
    LogWriter& call(int second, const std::string& callId, int status = 200) {
        const std::string b = "z9hG4bK-" + callId;
        sent(second, request("INVITE", callId, 1, b));
        received(second, response(100, "Trying", "INVITE", callId, 1, b, {}));
        received(second + 1, response(180, "Ringing", "INVITE", callId, 1, b));
        if (status != 200) {
            received(second + 2, response(status, "Refused", "INVITE", callId, 1, b));
            return sent(second + 2, request("ACK", callId, 1, b, "remote"));
        }
        received(second + 2, response(200, "OK", "INVITE", callId, 1, b));
        sent(second + 2, request("ACK", callId, 1, b + "-ack", "remote"));
        sent(second + 5, request("BYE", callId, 2, b + "-bye", "remote"));
        return received(second + 5, response(200, "OK", "BYE", callId, 2, b + "-bye"));
    }

private:
    static std::string headers(const std::string& method, const std::string& callId, int cseq,
                               const std::string& branch, const std::string& toTag) {
        return "Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=" + branch + "\r\nFrom: <sip:100@192.0.2.1>;tag=local-" +
               callId + "\r\nTo: <sip:200@198.51.100.7>" + (toTag.empty() ? "" : ";tag=" + toTag) +
               "\r\nCall-ID: " + callId + "\r\nCSeq: " + std::to_string(cseq) + " " + method +
               "\r\nMax-Forwards: 70\r\n";
    }
    static std::string stamp(int second) {
        char text[40];
        std::snprintf(text, sizeof text, "[2026-01-01 %02d:%02d:%02d.000] ", second / 3600, second / 60 % 60,
                      second % 60);
        return text;
    }
    LogWriter& add(int second, const char* verb, const char* way, const std::string& message, const std::string& peer) {
        const bool isResponse = message.starts_with("SIP/2.0");
        m_text += stamp(second) + "VERBOSE[7] res_pjsip_logger.c: <--- " + verb + " SIP " +
                  (isResponse ? "response" : "request") + " (" + std::to_string(message.size()) + " bytes) " + way +
                  " UDP:" + peer + " --->\n";
        for (char c : message)
            if (c != '\r')
                m_text += c;
        m_text += "\n";
        return *this;
    }
    std::string m_text;
};

} // namespace echelle::test
