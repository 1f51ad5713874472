#pragma once

#include "packets.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QStringList>

// Frames written as a pcap file (draft-ietf-opsawg-pcap), and what tshark makes of them.
namespace echelle::test {

inline bool hasTshark() {
    return !QStandardPaths::findExecutable(QStringLiteral("tshark")).isEmpty();
}

inline bool writePcap(const QString& path, capture::LinkType link, const std::vector<std::string>& frames) {
    const auto le32 = [](std::uint32_t v) {
        const std::string big = be32(v);
        return std::string(big.rbegin(), big.rend());
    };
    std::string bytes = hex("d4c3b2a1 0200 0400 00000000 00000000 00000400") + le32(link);
    std::uint32_t seconds = 1'700'000'000;
    for (const std::string& frame : frames) {
        const auto size = static_cast<std::uint32_t>(frame.size());
        bytes += le32(seconds++) + le32(0) + le32(size) + le32(size) + frame;
    }
    QFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.write(bytes.data(), static_cast<qint64>(bytes.size())) == static_cast<qint64>(bytes.size());
}

// One line per frame that the filter lets pass: the fields, of each its last occurrence where that is asked for.
inline QStringList tsharkFields(const QString& path, const QString& filter, const QStringList& fields,
                                bool isLastOnly = false) {
    QProcess tshark;
    QStringList arguments{QStringLiteral("-r"),    path, QStringLiteral("-Y"), filter, QStringLiteral("-T"),
                          QStringLiteral("fields")};
    if (isLastOnly)
        arguments << QStringLiteral("-E") << QStringLiteral("occurrence=l");
    for (const QString& field : fields)
        arguments << QStringLiteral("-e") << field;
    tshark.start(QStringLiteral("tshark"), arguments);
    if (!tshark.waitForFinished(60'000))
        return {};
    QStringList lines;
    for (const QByteArray& line : tshark.readAllStandardOutput().split('\n'))
        if (!line.trimmed().isEmpty())
            lines << QString::fromUtf8(line).simplified();
    return lines;
}

} // namespace echelle::test
