#include "core/sip/framer.h"
#include "core/sip/message.h"
#include "tests/support/samples.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace echelle::sip;

namespace {

const std::string kInvite = "INVITE sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/TCP a.example.com;branch=z9hG4bK1\r\n"
                            "Content-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n";
const std::string kOk = "SIP/2.0 200 OK\r\nVia: SIP/2.0/TCP a.example.com;branch=z9hG4bK1\r\nl:0\r\n\r\n";

// Feeds the pieces as a reassembler would and gives the messages that come out.
std::vector<std::string> framed(const std::vector<std::string>& pieces) {
    std::vector<std::string> messages;
    std::string buffer;
    std::size_t resume = 0;
    for (std::size_t i = 0; i <= pieces.size(); ++i) {
        const bool atEnd = i == pieces.size();
        if (!atEnd)
            buffer += pieces[i];
        while (!buffer.empty()) {
            const FramedPart part = nextInStream(buffer, atEnd, resume);
            if (part.status == FrameStatus::NeedMore)
                break;
            if (part.status == FrameStatus::Message)
                messages.push_back(buffer.substr(part.begin, part.end - part.begin));
            if (part.end == 0)
                return {"no progress"};
            buffer.erase(0, part.end);
            resume = 0;
        }
    }
    return messages;
}

std::vector<std::string> bytewise(const std::string& stream) {
    std::vector<std::string> pieces;
    for (const char c : stream)
        pieces.emplace_back(1, c);
    return pieces;
}

} // namespace

class TestFramer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recognises_data();
    void recognises();
    void streamIsTheSameHoweverItIsSplit_data();
    void streamIsTheSameHoweverItIsSplit();
};

void TestFramer::recognises_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isSip");
    const auto row = [](const char* name, const QByteArray& bytes, bool isSip) {
        QTest::newRow(name) << bytes << isSip;
    };
    row("request", "INVITE sip:a@b SIP/2.0\r\n", true);
    row("response", "SIP/2.0 200 OK\r\n", true);
    row("response, lower case", "sip/2.0 200 OK\r\n", true);
    row("response without a phrase", "SIP/2.0 200", true);
    row("odd method", "aaaaaaaaaa sip:tori@localhost SIP/2.0\r\nVia: x", true);
    row("mixed case", "REGIStER sip:x SIP/2.0\r\n", true);
    row("blank lines first", "\r\n\r\nBYE sip:a@b SIP/2.0\r\n", true);
    row("no version", "INVITE sip:alan@jasomi.com\r\nTO : x", true);
    row("tel", "INVITE tel:122 SIP/2.0\r\n", true);
    row("method that is no token", "\xe5\xe4\xf6 sip:tori@localhost SIP/2.0\r\n", true);
    row("trailing blanks", "OPTIONS sip:a SIP/2.0  \r\n", true);
    row("cut in the URI", "INVITE sip:aaaaaa", true);
    row("HTTP request", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", false);
    row("HTTP request for SIP", "GET /SIP/2.0 HTTP/1.1\r\n\r\n", false);
    row("HTTP request by SIP's method", "OPTIONS * HTTP/1.1\r\n\r\n", false);
    row("HTTP response", "HTTP/1.1 200 OK\r\n\r\n", false);
    row("SSDP", "NOTIFY * HTTP/1.1\r\n\r\n", false);
    row("RTSP", "OPTIONS rtsp://h/x RTSP/1.0\r\n\r\n", false);
    row("RTSP response", "RTSP/1.0 200 OK\r\n\r\n", false);
    row("MSRP", "MSRP d93kswow SEND\r\nTo-Path: msrp://b\r\n", false);
    row("MGCP", "RSIP 1200 *@gw MGCP 1.0\r\nRM: restart\r\n", false);
    row("RTP", QByteArray("\x80\x00\x12\x34\x00\x00\x00\xa0 sip: SIP/2.0\r\n", 24), false);
    row("STUN", QByteArray("\x00\x01\x00\x00\x21\x12\xa4\x42", 8), false);
    row("header line", "Via: SIP/2.0/UDP host\r\n", false);
    row("blank lines only", "\r\n\r\n", false);
    row("nothing", "", false);
}

void TestFramer::recognises() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isSip);
    QCOMPARE(looksLikeSip({bytes.constData(), static_cast<std::size_t>(bytes.size())}), isSip);
}

void TestFramer::streamIsTheSameHoweverItIsSplit_data() {
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("messages");
    const auto row = [](const char* name, const std::string& stream, int messages) {
        QTest::newRow(name) << QByteArray::fromStdString(stream) << messages;
    };
    row("two in a row", kInvite + kOk, 2);
    row("keep-alives between", "\r\n\r\n" + kInvite + "\r\n" + kOk + "\r\n\r\n", 2);
    row("text before", "a=sendrecv\r\nsome text\r\n" + kInvite + kOk, 2);
    row("length too long, other message follows",
        "INVITE sip:b@c SIP/2.0\r\nContent-Type: application/sdp\r\nContent-Length: 9999\r\n\r\nv=0\r\n" + kOk +
            kInvite,
        3);
    row("length too short", "INVITE sip:b@c SIP/2.0\r\nl: 3\r\n\r\nv=0\r\no=x\r\n" + kOk, 2);
    row("no length", "INVITE sip:b@c SIP/2.0\r\nf: x\r\n\r\n" + kOk, 2);
    row("LF only", "BYE sip:b@c SIP/2.0\nContent-Length: 2\n\nab" + kOk, 2);
    row("CR only", "BYE sip:b@c SIP/2.0\rContent-Length: 2\r\rab" + kOk, 2);
    row("folded length", "BYE sip:b@c SIP/2.0\r\nContent-Length:\r\n 2\r\n\r\nab" + kOk, 2);
    row("sipfrag is no message",
        "NOTIFY sip:b@c SIP/2.0\r\nContent-Type: message/sipfrag\r\nContent-Length: 43\r\n\r\nSIP/2.0 200 OK\r\nVia: "
        "SIP/2.0/TCP a;branch=z\r\n" +
            kOk,
        2);
    row("end within a message", kOk + kInvite.substr(0, 60), 2);
    row("end within a body", kOk + kInvite.substr(0, kInvite.size() - 2), 2);
}

void TestFramer::streamIsTheSameHoweverItIsSplit() {
    QFETCH(QByteArray, stream);
    QFETCH(int, messages);
    const std::string text = stream.toStdString();
    const std::vector<std::string> whole = framed({text});
    QCOMPARE(static_cast<int>(whole.size()), messages);
    for (std::size_t at = 1; at < text.size(); ++at)
        QCOMPARE(framed({text.substr(0, at), text.substr(at)}), whole);
    QCOMPARE(framed(bytewise(text)), whole);
}

QTEST_APPLESS_MAIN(TestFramer)
#include "test_framer.moc"
