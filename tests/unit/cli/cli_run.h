#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QStringList>

namespace echelle::test {

// One run of echelle-cli, to its end.
struct CliRun {
    int status = -1; // -1: it did not end, or crashed
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    [[nodiscard]] QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    // Codes of {"errors": [...]}.
    [[nodiscard]] QStringList errorCodes() const {
        QStringList codes;
        for (const QJsonValue& error : QJsonDocument::fromJson(err).object()[QStringLiteral("errors")].toArray())
            codes << error.toObject()[QStringLiteral("code")].toString();
        return codes;
    }
    // Keys of the first object of an array, in the order they are written.
    [[nodiscard]] QStringList keysOfFirst() const {
        QStringList keys;
        static const QRegularExpression key(QStringLiteral("^  \"([a-z0-9_]+)\": "));
        for (const QByteArray& line : out.split('\n')) {
            if (line == " }," || line == " }")
                break;
            if (const auto match = key.match(QString::fromUtf8(line)); match.hasMatch())
                keys << match.captured(1);
        }
        return keys;
    }
};

inline void startCli(QProcess& process, const QStringList& arguments, const QString& scratch) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), scratch);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(ECHELLE_CLI), arguments);
    process.waitForStarted();
}

inline CliRun finished(QProcess& process) {
    CliRun run;
    if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit)
        run.status = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

// scratch: what it is told to take for $TMPDIR.
inline CliRun runCli(const QStringList& arguments, const QString& scratch, const QByteArray& input = {}) {
    QProcess process;
    startCli(process, arguments, scratch);
    process.write(input);
    process.closeWriteChannel();
    return finished(process);
}

} // namespace echelle::test
