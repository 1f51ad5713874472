#include "ui/models/message_tree.h"

#include "core/sip/address.h"
#include "core/sip/message.h"
#include "core/sip/sdp.h"
#include "ui/models/words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

using Node = TreeModel::Node;

struct MessageTree {
    Q_DECLARE_TR_FUNCTIONS(echelle::ui::MessageTree)
};

Node node(const QString& name, std::string_view value) {
    return {.texts = {name, plainLine(value, 4096)}};
}

void addPart(Node& to, const QString& name, std::string_view value) {
    if (!value.empty())
        to.children.push_back(node(name, value));
}

// ";a=b;c" as one node each; quoted semicolons stay within their value.
void addParameters(Node& to, std::string_view parameters) {
    bool isQuoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= parameters.size(); ++i) {
        const bool isEnd = i == parameters.size();
        if (!isEnd && parameters[i] == '"')
            isQuoted = !isQuoted;
        if (!isEnd && (isQuoted || parameters[i] != ';'))
            continue;
        const std::string_view one = parameters.substr(begin, i - begin);
        const std::size_t equals = one.find('=');
        if (!one.empty())
            to.children.push_back(node(plainLine(one.substr(0, equals)),
                                       equals == std::string_view::npos ? std::string_view() : one.substr(equals + 1)));
        begin = i + 1;
    }
}

void addUri(Node& to, std::string_view text) {
    const auto uri = sip::parseUri(text);
    if (!uri)
        return;
    addPart(to, MessageTree::tr("scheme"), uri->scheme);
    addPart(to, MessageTree::tr("user"), uri->user);
    addPart(to, MessageTree::tr("host"), uri->host);
    if (uri->port != 0)
        to.children.push_back({.texts = {MessageTree::tr("port"), QString::number(uri->port)}});
    addParameters(to, uri->parameters);
}

bool isAddress(sip::HeaderId id) {
    using H = sip::HeaderId;
    return id == H::From || id == H::To || id == H::Contact || id == H::Route || id == H::RecordRoute ||
           id == H::ReferTo || id == H::ReferredBy || id == H::PAssertedIdentity || id == H::PPreferredIdentity ||
           id == H::Diversion || id == H::HistoryInfo;
}

void addAddresses(Node& to, std::string_view value) {
    const auto entries = sip::splitList(value);
    for (const std::string_view entry : entries) {
        const auto address = sip::parseNameAddress(entry);
        if (!address)
            continue;
        Node one = node(MessageTree::tr("address"), address->uri);
        Node& into = entries.size() > 1 ? one : to;
        addPart(into, MessageTree::tr("display name"), address->displayName);
        addUri(into, address->uri);
        addParameters(into, address->parameters);
        if (entries.size() > 1)
            to.children.push_back(std::move(one));
    }
}

void addVia(Node& to, std::string_view value) {
    const auto via = sip::parseVia(sip::splitList(value).empty() ? value : sip::splitList(value).front());
    if (!via)
        return;
    addPart(to, MessageTree::tr("transport"), via->transport);
    addPart(to, MessageTree::tr("host"), via->host);
    if (via->port != 0)
        to.children.push_back({.texts = {MessageTree::tr("port"), QString::number(via->port)}});
    addParameters(to, via->parameters);
}

void addReasons(Node& to, std::string_view value) {
    for (const sip::Reason& reason : sip::parseReasons(value)) {
        Node one = node(MessageTree::tr("protocol"), reason.protocol);
        if (reason.cause)
            one.children.push_back({.texts = {MessageTree::tr("cause"), QString::number(*reason.cause)}});
        addPart(one, MessageTree::tr("text"), reason.text);
        to.children.push_back(std::move(one));
    }
}

Node headerNode(const sip::HeaderField& field, std::string_view raw) {
    const std::string value = sip::unfolded(field.value);
    Node header = node(plainLine(field.name), value);
    const bool isInside =
        !field.name.empty() && field.name.data() >= raw.data() && field.name.data() < raw.data() + raw.size();
    if (isInside) {
        header.offset = field.name.data() - raw.data();
        const char* end =
            field.value.empty() ? field.name.data() + field.name.size() : field.value.data() + field.value.size();
        header.length = end - field.name.data();
    }
    if (isAddress(field.id))
        addAddresses(header, value);
    else if (field.id == sip::HeaderId::Via)
        addVia(header, value);
    else if (field.id == sip::HeaderId::Reason)
        addReasons(header, value);
    return header;
}

} // namespace

std::vector<Node> headerNodes(std::string_view raw) {
    std::vector<Node> nodes;
    if (raw.empty())
        return nodes;
    sip::Message message;
    sip::parse(raw, message);
    Node start = node(message.isRequest ? MessageTree::tr("Request") : MessageTree::tr("Response"), message.startLine);
    start.isStrong = true;
    start.offset = 0;
    start.length = static_cast<qint64>(message.startLine.size());
    if (message.isRequest)
        addUri(start, message.requestUri);
    nodes.push_back(std::move(start));
    for (const sip::Defect defect : message.defects.list()) {
        Node odd = node(MessageTree::tr("Defect"), sip::defectName(defect));
        odd.tone = static_cast<int>(Tone::Warning);
        nodes.push_back(std::move(odd));
    }
    for (const sip::HeaderField& field : message.headers)
        nodes.push_back(headerNode(field, raw));
    return nodes;
}

std::vector<Node> sdpNodes(std::string_view raw) {
    sip::Message message;
    sip::parse(raw, message);
    const std::string_view text = sip::sdpOf(message.value(sip::HeaderId::ContentType), message.body);
    if (text.empty())
        return {};
    sip::Sdp sdp;
    sip::parseSdp(text, sdp);
    std::vector<Node> nodes;
    Node session{.texts = {MessageTree::tr("Session"), plainLine(sdp.sessionName)}, .isStrong = true};
    addPart(session, MessageTree::tr("origin user"), sdp.originUser);
    addPart(session, MessageTree::tr("session id"), sdp.originSessionId);
    addPart(session, MessageTree::tr("version"), sdp.originVersion);
    addPart(session, MessageTree::tr("origin address"), sdp.originAddress);
    addPart(session, MessageTree::tr("connection"), sdp.connection);
    if (sip::isHold(sdp))
        session.children.push_back({.texts = {MessageTree::tr("hold"), {}}, .tone = static_cast<int>(Tone::Warning)});
    nodes.push_back(std::move(session));
    for (const sip::SdpMedia& media : sdp.media) {
        Node one{.texts = {plainLine(media.type),
                           u"%1:%2  %3  %4"_s.arg(plainLine(media.connection))
                               .arg(media.port)
                               .arg(plainLine(media.protocol), plainLine(sip::toString(media.direction)))},
                 .isStrong = true};
        for (const sip::SdpCodec& codec : media.codecs) {
            Node entry = node(QString::number(codec.payloadType), codec.name);
            if (codec.clockRate != 0)
                entry.texts[1] += u"/%1"_s.arg(codec.clockRate);
            if (!codec.fmtp.empty())
                entry.texts[1] += u"  "_s + plainLine(codec.fmtp);
            one.children.push_back(std::move(entry));
        }
        for (const std::string_view attribute : media.attributes)
            one.children.push_back(node(u"a="_s, attribute));
        nodes.push_back(std::move(one));
    }
    return nodes;
}

} // namespace echelle::ui
