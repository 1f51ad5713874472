#include "ui/models/import_log_nodes.h"

#include "ui/models/words.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

using Node = TreeModel::Node;

struct ImportLogText {
    Q_DECLARE_TR_FUNCTIONS(echelle::ui::ImportLogText)
};

QString fileName(const store::SourceRecord& source) {
    const QString path = QString::fromStdString(source.path);
    return plainLine(QFileInfo(path).fileName().toStdString());
}

QString zoneText(const store::SourceRecord& source) {
    if (source.clock == "none")
        return ImportLogText::tr("no time in source");
    const QString zone = plainLine(source.zone);
    if (source.zoneBasis == "assumed")
        return ImportLogText::tr("time zone %1, assumed").arg(zone);
    return source.zoneBasis == "given" ? ImportLogText::tr("time zone %1, as given").arg(zone)
                                       : ImportLogText::tr("time zone %1").arg(zone);
}

Node diagnosticNode(const ImportLog::Item& item, const catalog::Catalog& catalog, const QString& locale) {
    Arguments arguments{{"detail", item.detail}, {"count", std::to_string(item.count)}};
    Node node;
    QString text = catalog.text(u"diagnostic."_s + QString::fromStdString(item.code), locale, arguments).title;
    if (!item.detail.empty())
        text += u" ("_s + plainLine(item.detail) + u')';
    node.texts = {text, Words::count(item.count)};
    node.toolTip = catalog.text(u"diagnostic."_s + QString::fromStdString(item.code), locale, arguments).explanation;
    node.tone = static_cast<int>(Tone::Warning);
    for (const Place& place : item.first)
        node.children.push_back({.texts = {Words::place(place), {}}});
    return node;
}

} // namespace

std::vector<Node> importLogNodes(const std::vector<store::SourceRecord>& sources, const catalog::Catalog& catalog,
                                 const QString& locale) {
    std::vector<Node> nodes;
    for (const store::SourceRecord& source : sources) {
        Node one;
        one.isStrong = true;
        one.texts = {fileName(source), {}};
        one.toolTip = QString::fromStdString(source.path) + u"\nSHA-256 "_s + QString::fromStdString(source.sha256);
        QStringList facts{plainLine(source.format), Words::bytes(source.bytes)};
        if (source.packets > 0)
            facts << ImportLogText::tr("%Ln packet(s)", nullptr, static_cast<int>(source.packets));
        facts << ImportLogText::tr("%Ln message(s)", nullptr, static_cast<int>(source.messages)) << zoneText(source);
        one.children.push_back({.texts = {facts.join(u" · "_s), {}}, .toolTip = one.toolTip});
        for (const ImportLog::Item& item : source.log)
            one.children.push_back(diagnosticNode(item, catalog, locale));
        if (!source.skipped.empty()) {
            Node skipped{.texts = {ImportLogText::tr("Passed over, not SIP"), {}}};
            for (const auto& [protocol, count] : source.skipped)
                skipped.children.push_back({.texts = {plainLine(protocol), Words::count(count)}});
            one.children.push_back(std::move(skipped));
        }
        nodes.push_back(std::move(one));
    }
    return nodes;
}

QString importSummary(const std::vector<store::SourceRecord>& sources) {
    QStringList parts;
    for (const store::SourceRecord& source : sources) {
        std::uint64_t odd = 0;
        for (const ImportLog::Item& item : source.log)
            odd += item.count;
        QStringList facts;
        if (source.packets > 0)
            facts << ImportLogText::tr("%Ln packet(s)", nullptr, static_cast<int>(source.packets));
        facts << ImportLogText::tr("%Ln message(s)", nullptr, static_cast<int>(source.messages));
        if (odd > 0)
            facts << ImportLogText::tr("%Ln oddity(ies), see import log", nullptr,
                                       static_cast<int>(std::min<std::uint64_t>(odd, 1'000'000'000)));
        parts << ImportLogText::tr("%1: %2").arg(fileName(source), facts.join(u", "_s));
        if (parts.size() == 3 && sources.size() > 3) {
            parts << ImportLogText::tr("and %Ln more", nullptr, static_cast<int>(sources.size()) - 3);
            break;
        }
    }
    return parts.join(u"   "_s);
}

} // namespace echelle::ui
