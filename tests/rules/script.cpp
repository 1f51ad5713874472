#include "script.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

namespace echelle::test {

namespace {

struct Peer {
    std::string address;
    Transport transport = Transport::Udp;
};

// One request as sent on one hop, and whether it was answered.
struct Sent {
    Say say;
    std::string from; // names of the peers
    std::string to;
    bool isAnswered = false;
    bool isSuccess = false;
};

struct Call {
    std::vector<Sent> requests;
    std::map<std::string, int> cseq;          // last number of a side ("a" the initiator's, "b" the other's)
    std::map<std::string, std::string> sides; // peer -> its side
    std::string remoteTag;                    // of the dialog
    bool isConfirmed = false;
    bool isEarly = false;
};

using Options = std::map<std::string, std::string>;

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

Options readOptions(const std::string& text) {
    Options options;
    std::istringstream in(text);
    for (std::string word; in >> word;) {
        const std::size_t equals = word.find('=');
        options[word.substr(0, equals)] = equals == std::string::npos ? "" : word.substr(equals + 1);
    }
    return options;
}

std::string valueOr(const Options& options, const std::string& name, const std::string& otherwise) {
    const auto found = options.find(name);
    return found == options.end() ? otherwise : found->second;
}

std::string sdpFrom(const Options& options, const std::string& address, const std::string& peer) {
    std::string text = "v=0\r\no=" + peer + " 77 " + valueOr(options, "v", "1") + " IN IP4 " + address +
                       "\r\ns=-\r\nc=IN IP4 " + valueOr(options, "c", address) + "\r\nt=0 0\r\nm=audio " +
                       valueOr(options, "port", "4000") + " " + valueOr(options, "proto", "RTP/AVP");
    std::string codecs = valueOr(options, "codecs", "8,101");
    std::replace(codecs.begin(), codecs.end(), ',', ' ');
    text += " " + codecs + "\r\n";
    if ((" " + codecs + " ").find(" 101 ") != std::string::npos)
        text += "a=rtpmap:101 telephone-event/8000\r\n";
    if (const std::string direction = valueOr(options, "sdp", ""); !direction.empty())
        text += "a=" + direction + "\r\n";
    return text;
}

class Reader {
public:
    Script read(const std::string& text) {
        std::istringstream in(text);
        for (std::string line; std::getline(in, line);) {
            ++m_line;
            if (trimmed(line).empty() || !m_script.problem.empty())
                continue;
            if (line[0] == '#')
                m_script.title += (m_script.title.empty() ? "" : " ") + trimmed(line.substr(1));
            else if (line[0] == ' ' || line[0] == '\t')
                addToMessage(trimmed(line));
            else if (line[0] >= '0' && line[0] <= '9')
                readMessage(line);
            else
                readHead(line);
        }
        flush();
        return std::move(m_script);
    }

private:
    void fail(const std::string& why) {
        if (m_script.problem.empty())
            m_script.problem = "line " + std::to_string(m_line) + ": " + why;
    }

    void readHead(const std::string& line) {
        const std::size_t colon = line.find(':');
        const std::string name = line.substr(0, colon);
        std::istringstream value(colon == std::string::npos ? "" : line.substr(colon + 1));
        if (name == "healthy") {
            m_script.cause = name;
        } else if (name == "cause") {
            value >> m_script.cause >> m_script.key;
        } else if (name == "end") {
            value >> m_script.end;
        } else if (name == "source") {
            std::string kind;
            value >> kind;
            m_isLog = kind == "log";
        } else if (name == "peers") {
            for (std::string word; value >> word;)
                readPeer(word);
        } else {
            fail("what is " + name);
        }
    }

    void readPeer(const std::string& word) {
        const std::size_t equals = word.find('=');
        const std::size_t slash = word.find('/');
        Peer& peer = m_peers[word.substr(0, equals)];
        peer.address = word.substr(equals + 1, slash == std::string::npos ? slash : slash - equals - 1);
        if (slash != std::string::npos)
            peer.transport = transportFromText(word.substr(slash + 1));
    }

    // Indented lines belong to the message that stands above them.
    void addToMessage(const std::string& line) {
        if (!m_hasMessage)
            return fail("a line of no message");
        if (line.size() > 1 && line[1] == '=')
            m_body += line + "\r\n";
        else
            m_now.headers.push_back(line);
    }

    void flush() {
        if (!m_hasMessage)
            return;
        if (!m_body.empty())
            m_now.sdp = m_body;
        m_script.messages.push_back(m_now);
        if (m_sent != nullptr)
            m_sent->say = m_now;
        m_hasMessage = false;
        m_body.clear();
        m_sent = nullptr;
    }

    void readMessage(const std::string& line) {
        flush();
        const std::size_t brace = line.find('{');
        const std::size_t end = line.find('}');
        const Options options =
            brace == std::string::npos ? Options() : readOptions(line.substr(brace + 1, end - brace - 1));
        std::istringstream in(line.substr(0, brace));
        double at = 0;
        std::string from;
        std::string arrow;
        std::string to;
        std::string what;
        in >> at >> from >> arrow >> to;
        std::getline(in, what);
        what = trimmed(what);
        if (!m_peers.contains(from) || !m_peers.contains(to) || arrow != ">" || what.empty())
            return fail("cannot read " + line);
        if (options.contains("again"))
            return repeat(at, from, to, what);
        m_now = Say{};
        m_now.callId = "call-" + valueOr(options, "call", "1");
        Call& call = m_calls[m_now.callId];
        if (what[0] >= '1' && what[0] <= '6')
            answer(call, from, to, what, options);
        else
            ask(call, from, to, what, options);
        finish(at, from, to, options);
    }

    void repeat(double at, const std::string& from, const std::string& to, const std::string& what) {
        for (std::size_t i = m_script.messages.size(); i-- > 0;) {
            const Say& say = m_script.messages[i];
            if (say.from != m_peers[from].address || say.to != m_peers[to].address || say.what != what)
                continue;
            m_now = say;
            m_now.at = at;
            m_now.ipId = ++m_ipId;
            m_hasMessage = true;
            return;
        }
        fail("nothing to repeat");
    }

    void finish(double at, const std::string& from, const std::string& to, const Options& options) {
        m_now.at = at;
        m_now.from = m_peers[from].address;
        m_now.to = m_peers[to].address;
        const Transport far = m_peers[to].transport;
        m_now.transport = far == Transport::Udp ? m_peers[from].transport : far;
        m_now.isFromCapture = !m_isLog;
        m_now.ipId = ++m_ipId;
        m_now.tcpConnection = isReliable(m_now.transport) && !m_isLog ? 1 : 0;
        const std::string host = m_now.from.substr(0, m_now.from.rfind(':'));
        if (options.contains("sdp"))
            m_now.sdp = sdpFrom(options, host, from);
        if (options.contains("sipfrag")) {
            m_now.contentType = "message/sipfrag;version=2.0";
            m_now.sdp = "SIP/2.0 " + options.at("sipfrag") + " X\r\n";
        }
        if (options.contains("uri"))
            m_now.uri = options.at("uri");
        if (options.contains("from"))
            m_now.fromUri = options.at("from");
        m_hasMessage = true;
    }

    void ask(Call& call, const std::string& from, const std::string& to, const std::string& what,
             const Options& options) {
        m_now.what = what;
        m_now.method = what;
        if (options.contains("fwd")) {
            forward(call, from);
        } else if (what == "ACK" || what == "CANCEL") {
            followInvite(call, from, to, what);
        } else {
            if (call.sides.empty()) {
                call.sides[from] = "a";
                call.sides[to] = "b";
            }
            const std::string side = call.sides.contains(from) ? call.sides[from] : "b";
            int& cseq = call.cseq[side];
            cseq = cseq == 0 ? (side == "a" ? 1 : 101) : cseq + 1;
            m_now.cseq = cseq;
            m_now.branch = std::to_string(++m_branch);
            const bool isInDialog = !options.contains("out") &&
                                    (call.isConfirmed || (call.isEarly && (what == "UPDATE" || what == "PRACK")));
            m_now.fromTag = side == "a" ? "a" : (call.remoteTag.empty() ? "b" : call.remoteTag);
            if (isInDialog)
                m_now.toTag = side == "a" ? call.remoteTag : "a";
            if (options.contains("tag"))
                (side == "a" ? m_now.toTag : m_now.fromTag) = options.at("tag");
        }
        if (options.contains("cseq")) {
            m_now.cseq = std::stoi(options.at("cseq"));
            call.cseq[m_now.fromTag == "a" ? "a" : "b"] = m_now.cseq;
        }
        call.requests.push_back({m_now, from, to, false, false});
        m_sent = &call.requests.back();
        m_sent->isAnswered = what == "ACK";
    }

    void forward(Call& call, const std::string& from) {
        for (std::size_t i = call.requests.size(); i-- > 0;) {
            const Sent& earlier = call.requests[i];
            if (earlier.to != from || earlier.say.what != m_now.what)
                continue;
            m_now = earlier.say;
            m_now.branch = std::to_string(++m_branch) + "," + m_now.branch;
            return;
        }
        fail("nothing to forward");
    }

    void followInvite(const Call& call, const std::string& from, const std::string& to, const std::string& what) {
        for (std::size_t i = call.requests.size(); i-- > 0;) {
            const Sent& invite = call.requests[i];
            if (invite.say.what != "INVITE" || invite.from != from || invite.to != to)
                continue;
            const bool isNew = what == "ACK" && invite.isSuccess;
            const std::string headless = invite.say.branch;
            m_now.branch = isNew ? std::to_string(++m_branch) : headless;
            m_now.cseq = invite.say.cseq;
            m_now.fromTag = invite.say.fromTag;
            m_now.toTag = what == "CANCEL"            ? invite.say.toTag
                          : !invite.say.toTag.empty() ? invite.say.toTag
                                                      : (call.remoteTag.empty() ? "b" : call.remoteTag);
            return;
        }
        fail("no INVITE before the " + what);
    }

    void answer(Call& call, const std::string& from, const std::string& to, const std::string& what,
                const Options& options) {
        const int status = std::stoi(what.substr(0, 3));
        const std::string method = valueOr(options, "to", "");
        for (std::size_t i = call.requests.size(); i-- > 0;) {
            Sent& request = call.requests[i];
            const bool isIt = method.empty() ? !request.isAnswered : request.say.what == method;
            if (request.from != to || request.to != from || !isIt || request.say.what == "ACK")
                continue;
            m_now = request.say;
            m_now.headers.clear();
            m_now.sdp.clear();
            m_now.uri.clear();
            m_now.contentType = "application/sdp";
            m_now.method = request.say.what;
            m_now.what = what;
            if (m_now.toTag.empty() && status != 100)
                m_now.toTag = valueOr(options, "tag", "b");
            note(call, request, status);
            return;
        }
        fail("no request to answer with " + what);
    }

    void note(Call& call, Sent& request, int status) {
        request.isAnswered = request.isAnswered || status >= 200;
        if (status >= 200 && status < 300)
            request.isSuccess = true;
        if (request.say.what != "INVITE" || status == 100 || status >= 300 || !request.say.toTag.empty())
            return;
        if (!call.isConfirmed)
            call.remoteTag = m_now.toTag;
        call.isEarly = true;
        call.isConfirmed = call.isConfirmed || status >= 200;
    }

    Script m_script;
    std::map<std::string, Peer> m_peers;
    std::map<std::string, Call> m_calls;
    Say m_now;
    Sent* m_sent = nullptr; // into the requests of its call, until the next message is read
    std::string m_body;
    bool m_hasMessage = false;
    bool m_isLog = false;
    int m_line = 0;
    int m_branch = 0;
    int m_ipId = 0;
};

} // namespace

Script readScript(const std::string& text) {
    return Reader().read(text);
}

ScriptPlay::ScriptPlay(const Script& script) : RulePlay(script.messages, script.end) {
    if (script.problem.empty())
        return;
    std::fprintf(stderr, "script: %s\n", script.problem.c_str());
    std::abort();
}

} // namespace echelle::test
