#include "core/net/tcp/tls_report.h"

#include <algorithm>
#include <utility>

namespace echelle::net {
namespace {

using tls::CertificateFacts;
using tls::HandshakeFacts;
using tls::Side;

std::string_view nameOf(Side side) {
    return side == Side::Client ? "client" : "server";
}

std::string_view nameOf(tls::Stage stage) {
    switch (stage) {
    case tls::Stage::Nothing:
        return "";
    case tls::Stage::ClientHello:
        return "client-hello";
    case tls::Stage::ServerHello:
        return "server-hello";
    case tls::Stage::Certificate:
        return "certificate";
    case tls::Stage::ClientKeys:
        return "client-keys";
    case tls::Stage::Established:
        return "established";
    }
    return "";
}

std::string alertText(const tls::Alert& alert) {
    const std::string_view name = tls::alertName(alert.description);
    return name.empty() ? std::to_string(alert.description) : std::string(name);
}

std::string dayOf(Timestamp time) {
    return toRfc3339(time).substr(0, 10);
}

std::string joined(const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 20;
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i)
        out += (i > 0 ? ", " : "") + names[i];
    return names.size() > kMost ? out + ", ..." : out;
}

const CertificateFacts* issuerOf(const CertificateFacts& certificate, const std::vector<CertificateFacts>& chain) {
    const auto found = std::find_if(chain.begin(), chain.end(), [&](const CertificateFacts& c) {
        return &c != &certificate && c.subject == certificate.issuer;
    });
    return found == chain.end() ? nullptr : &*found;
}

// The leaf, and the intermediates on its way: a root need not be sent, and may be of any age (verdicts.md).
std::vector<const CertificateFacts*> path(const std::vector<CertificateFacts>& chain) {
    std::vector<const CertificateFacts*> out{&chain.front()};
    while (out.size() < chain.size()) {
        const CertificateFacts* next = issuerOf(*out.back(), chain);
        if (next == nullptr || next->isSelfSigned || std::find(out.begin(), out.end(), next) != out.end())
            break;
        out.push_back(next);
    }
    return out;
}

// RFC 8446 section 6.2, RFC 5246 section 7.2.2: bad_certificate to unknown_ca.
bool isOfCertificate(std::uint8_t description) {
    return description >= 42 && description <= 48;
}

// The first that ends the connection. Some stacks refuse a certificate with an alert of level warning.
const tls::Alert* decisiveAlert(const HandshakeFacts& h) {
    const auto found = std::find_if(h.alerts.begin(), h.alerts.end(), [](const tls::Alert& a) {
        return a.isReadable && a.description != tls::Alert::kCloseNotify &&
               (a.isFatal || isOfCertificate(a.description));
    });
    return found == h.alerts.end() ? nullptr : &*found;
}

// alert: the decisive one; nullptr where there is none.
void addCertificateFacts(const HandshakeFacts& h, const tls::Alert* alert, Timestamp start, Arguments& into) {
    const auto add = [&into](std::string name, std::string value) {
        into.push_back({std::move(name), std::move(value)});
    };
    const bool isClients = alert != nullptr && alert->from == Side::Server && isOfCertificate(alert->description);
    const std::vector<CertificateFacts>& chain = isClients ? h.clientChain : h.serverChain;
    if (isClients)
        add("tls_certificate_of", "client");
    if (chain.empty())
        return;
    const CertificateFacts& leaf = chain.front();
    add("tls_certificate", leaf.subject);
    add("tls_issuer", leaf.issuer);
    add("tls_names", joined(leaf.names.empty() ? std::vector{leaf.commonName} : leaf.names));
    const tls::Origin shown = isClients ? h.clientCertificate : h.serverCertificate;
    const Timestamp seen = shown.time.isValid() ? shown.time : start;
    const std::vector<const CertificateFacts*> way = path(chain);
    const auto old = std::find_if(way.begin(), way.end(), [seen](const CertificateFacts* c) {
        return seen.isValid() && c->notAfter.isValid() && c->notBefore.isValid() && !c->isValidAt(seen);
    });
    const CertificateFacts& dated = old != way.end() ? **old : leaf;
    if (dated.notAfter.isValid())
        add("tls_not_after", dayOf(dated.notAfter));
    if (old != way.end()) {
        constexpr std::int64_t kDay = std::int64_t{86'400} * 1'000'000'000;
        const bool isEarly = seen < dated.notBefore;
        const std::int64_t limit = isEarly ? dated.notBefore.ns : dated.notAfter.ns;
        add("tls_expired", dated.subject);
        add("tls_days", std::to_string(seen.ns / kDay - limit / kDay));
        if (isEarly)
            add("tls_not_before", dayOf(dated.notBefore));
    }
    if (!isClients && !h.serverName.empty() && !tls::isFor(leaf, h.serverName))
        add("tls_wrong_name", h.serverName);
    if (std::any_of(way.begin(), way.end(), [](const auto* c) { return c->signature == tls::Signature::Bad; }))
        add("tls_signature", "bad");
    const CertificateFacts& last = *way.back();
    if (leaf.isSelfSigned)
        add("tls_untrusted", "self-signed");
    else if (way.size() == 1 && !last.isAuthority && issuerOf(last, chain) == nullptr)
        add("tls_untrusted", "incomplete");
}

} // namespace

std::string_view unreadCode(tls::Unread reason) {
    switch (reason) {
    case tls::Unread::None:
        return {};
    case tls::Unread::NoKeys:
        return diag::kTlsUnread;
    case tls::Unread::NoSecret:
        return diag::kTlsNoSecret;
    case tls::Unread::CipherUnsupported:
        return diag::kTlsCipher;
    case tls::Unread::BeganLate:
        return diag::kTlsBeganLate;
    case tls::Unread::Hole:
        return diag::kTlsHole;
    case tls::Unread::Damaged:
        return diag::kTlsDamaged;
    }
    return {};
}

void addTlsFacts(const HandshakeFacts& h, Timestamp start, Arguments& into) {
    const auto add = [&into](std::string name, std::string_view value) {
        if (!value.empty())
            into.push_back({std::move(name), std::string(value)});
    };
    add("tls_version", tls::versionName(h.version));
    add("tls_cipher", h.suiteName);
    add("tls_alpn", h.alpn);
    add("tls_resumed", h.isResumed ? "yes" : "");
    add("tls_client_certificate", h.isCertificateRequested ? "yes" : "");
    add("tls_hidden", h.isCertificateHidden ? "yes" : "");
    if (const std::string_view code = unreadCode(h.unread); !code.empty())
        add("tls_unread", code.substr(code.find('.') + 1));
    if (h.unreadAt.isSeen())
        add("tls_unread_frame", std::to_string(h.unreadAt.frame));
    add("tls_stage", nameOf(h.stage));
    const tls::Alert* alert = decisiveAlert(h);
    if (alert != nullptr) {
        add("tls_alert", alertText(*alert));
        add("tls_alert_by", nameOf(alert->from));
    }
    addCertificateFacts(h, alert, start, into);
    if (h.clientWroteAfterClose.isSeen() || h.serverWroteAfterClose.isSeen())
        add("tls_wrote_after_close", nameOf(h.clientWroteAfterClose.isSeen() ? Side::Client : Side::Server));
    add("tls_close_hidden", h.isCloseHidden ? "yes" : "");
}

void giveTlsEvents(const HandshakeFacts& h, const Flow& fromClient, std::uint64_t connection, TrafficLog& log) {
    struct Shown {
        std::string_view kind;
        Side from;
        tls::Origin at;
        Arguments summary;
        std::string bytes;
    };
    std::vector<Shown> all;
    const auto add = [](Arguments& facts, std::string name, std::string_view value) {
        if (!value.empty())
            facts.push_back({std::move(name), std::string(value)});
    };
    for (const tls::HandshakeMessage& m : h.messages) {
        Arguments facts;
        std::string_view kind;
        if (m.type == tls::HandshakeType::ClientHello) {
            kind = packet_kind::kTlsClientHello;
            add(facts, "version", tls::versionName(h.offeredVersion));
            add(facts, "sni", h.serverName);
            add(facts, "alpn", joined(h.offeredAlpn));
        } else if (m.type == tls::HandshakeType::ServerHello) {
            kind = packet_kind::kTlsServerHello;
            add(facts, "version", tls::versionName(h.version));
            add(facts, "cipher", h.suiteName);
            add(facts, "alpn", h.alpn);
        } else if (m.type == tls::HandshakeType::Certificate) {
            const auto& chain = m.from == Side::Server ? h.serverChain : h.clientChain;
            kind = packet_kind::kTlsCertificate;
            add(facts, "certificates", std::to_string(chain.size()));
            if (!chain.empty()) {
                const CertificateFacts& leaf = chain.front();
                add(facts, "subject", leaf.subject);
                add(facts, "issuer", leaf.issuer);
                if (leaf.notBefore.isValid() && leaf.notAfter.isValid()) {
                    add(facts, "not_before", dayOf(leaf.notBefore));
                    add(facts, "not_after", dayOf(leaf.notAfter));
                }
                add(facts, "names", joined(leaf.names));
                add(facts, "key", leaf.keyType + " " + std::to_string(leaf.keyBits));
                add(facts, "signed_with", leaf.signatureAlgorithm);
                std::vector<std::string> others;
                for (std::size_t i = 1; i < chain.size(); ++i)
                    others.push_back(chain[i].subject);
                add(facts, "sent_with", joined(others));
            }
        } else if (m.type == tls::HandshakeType::Finished) {
            kind = packet_kind::kTlsFinished;
        } else {
            continue;
        }
        all.push_back({kind, m.from, m.at, std::move(facts), m.bytes});
    }
    for (const tls::Alert& alert : h.alerts) {
        Arguments facts;
        if (alert.isReadable) {
            add(facts, "level", alert.isFatal ? "fatal" : "warning");
            add(facts, "description", alertText(alert));
        } else {
            add(facts, "encrypted", "yes");
        }
        std::string bytes;
        if (alert.isReadable)
            bytes = {static_cast<char>(alert.isFatal ? 2 : 1), static_cast<char>(alert.description)};
        all.push_back({packet_kind::kTlsAlert, alert.from, alert.at, std::move(facts), std::move(bytes)});
    }
    std::stable_sort(all.begin(), all.end(), [](const Shown& a, const Shown& b) { return a.at.frame < b.at.frame; });
    for (Shown& shown : all) {
        PacketEvent event;
        event.kind = shown.kind;
        event.facts.frame = shown.at.frame;
        event.facts.time = shown.at.time;
        event.flow = fromClient;
        if (shown.from == Side::Server)
            std::swap(event.flow.source, event.flow.destination);
        event.connection = connection;
        event.summary = std::move(shown.summary);
        event.bytes = asBytes(shown.bytes);
        log.packet(event);
    }
}

} // namespace echelle::net
