#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>

#include <set>

namespace echelle::test {

inline bool hasPdfTools() {
    for (const char* tool : {"qpdf", "pdfinfo", "pdftotext", "pdffonts"})
        if (QStandardPaths::findExecutable(QString::fromLatin1(tool)).isEmpty())
            return false;
    return true;
}

struct ToolOutput {
    int exitCode = -1;
    QString text;
};

inline ToolOutput runTool(const char* tool, const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QString::fromLatin1(tool), arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

inline QString pdfText(const QString& file) {
    return runTool("pdftotext", {QStringLiteral("-layout"), QStringLiteral("-enc"), QStringLiteral("UTF-8"), file,
                                 QStringLiteral("-")})
        .text;
}

// The objects of a PDF as qpdf sees them after all its updates.
class PdfJson {
public:
    explicit PdfJson(const QString& file) {
        const ToolOutput out = runTool("qpdf", {QStringLiteral("--json"), QStringLiteral("--no-warn"), file});
        const QJsonObject whole = QJsonDocument::fromJson(out.text.toUtf8()).object();
        const QJsonArray parts = whole.value(QLatin1String("qpdf")).toArray();
        m_objects = parts.at(1).toObject();
    }
    [[nodiscard]] QJsonObject object(const QString& reference) const {
        return m_objects.value(QStringLiteral("obj:") + reference).toObject().value(QLatin1String("value")).toObject();
    }
    [[nodiscard]] QJsonObject catalog() const {
        const QJsonObject trailer =
            m_objects.value(QLatin1String("trailer")).toObject().value(QLatin1String("value")).toObject();
        return object(trailer.value(QLatin1String("/Root")).toString());
    }
    // Where links lead: the page object of each, or "" where it leads to none.
    [[nodiscard]] QStringList linkTargets() const {
        QStringList targets;
        for (const QJsonValue& entry : m_objects) {
            const QJsonObject value = entry.toObject().value(QLatin1String("value")).toObject();
            if (value.value(QLatin1String("/Subtype")).toString() == QLatin1String("/Link"))
                targets.append(pageOf(value.value(QLatin1String("/Dest")).toArray()));
        }
        return targets;
    }
    [[nodiscard]] QString pageOf(const QJsonArray& destination) const {
        const QString reference = destination.at(0).toString();
        return object(reference).value(QLatin1String("/Type")).toString() == QLatin1String("/Page") ? reference
                                                                                                    : QString();
    }
    // Titles of the outline in order, walked as a viewer does; entries that lead nowhere are "!".
    [[nodiscard]] QStringList outline() const {
        QStringList titles;
        const QJsonObject root = object(catalog().value(QLatin1String("/Outlines")).toString());
        walk(root.value(QLatin1String("/First")).toString(), titles);
        return titles;
    }

private:
    void walk(const QString& first, QStringList& titles) const {
        for (QString at = first; !at.isEmpty() && titles.size() < 10'000;) {
            const QJsonObject item = object(at);
            const QString title = item.value(QLatin1String("/Title")).toString();
            const bool leads = !pageOf(item.value(QLatin1String("/Dest")).toArray()).isEmpty();
            titles.append(leads ? title.mid(2) : QStringLiteral("!")); // "u:" stands before a text
            walk(item.value(QLatin1String("/First")).toString(), titles);
            at = item.value(QLatin1String("/Next")).toString();
        }
    }
    QJsonObject m_objects;
};

} // namespace echelle::test
