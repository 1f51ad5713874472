#include "ui/models/words.h"

#include "core/ladder/text_fit.h"

#include <QDateTime>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace echelle::ui {

Tone toneOf(dialog::RowState state) {
    switch (state) {
    case dialog::RowState::Answered:
    case dialog::RowState::Succeeded:
        return Tone::Good;
    case dialog::RowState::Failed:
        return Tone::Failure;
    case dialog::RowState::Unanswered:
    case dialog::RowState::Declined:
    case dialog::RowState::Busy:
        return Tone::Warning;
    case dialog::RowState::Cancelled:
    case dialog::RowState::Redirected:
    case dialog::RowState::InProgress:
    case dialog::RowState::Incomplete:
        break;
    }
    return Tone::Neutral;
}

Tone toneOf(rules::Severity severity) {
    switch (severity) {
    case rules::Severity::Error:
        return Tone::Failure;
    case rules::Severity::Warning:
        return Tone::Warning;
    case rules::Severity::Info:
    case rules::Severity::None:
        break;
    }
    return Tone::Neutral;
}

QString Words::state(dialog::RowState state) {
    switch (state) {
    case dialog::RowState::Answered:
        return tr("Answered");
    case dialog::RowState::Busy:
        return tr("Busy");
    case dialog::RowState::Declined:
        return tr("Declined");
    case dialog::RowState::Unanswered:
        return tr("Unanswered");
    case dialog::RowState::Cancelled:
        return tr("Cancelled");
    case dialog::RowState::Redirected:
        return tr("Redirected");
    case dialog::RowState::Failed:
        return tr("Failed");
    case dialog::RowState::InProgress:
        return tr("In progress");
    case dialog::RowState::Incomplete:
        return tr("Incomplete");
    case dialog::RowState::Succeeded:
        return tr("Succeeded");
    }
    return {};
}

QString Words::state(dialog::RowState state, dialog::RowKind kind) {
    const bool isUnread = kind == dialog::RowKind::Connection && state == dialog::RowState::Incomplete;
    return isUnread ? tr("Not read") : Words::state(state);
}

QString Words::kind(dialog::RowKind kind) {
    switch (kind) {
    case dialog::RowKind::Call:
        return tr("Call");
    case dialog::RowKind::Registration:
        return tr("Registration");
    case dialog::RowKind::Subscription:
        return tr("Subscription");
    case dialog::RowKind::Options:
        return tr("Ping");
    case dialog::RowKind::Message:
        return tr("Message");
    case dialog::RowKind::Connection:
        return tr("Connection");
    case dialog::RowKind::Record:
        return tr("Record");
    }
    return {};
}

QString Words::kindPlural(dialog::RowKind kind) {
    switch (kind) {
    case dialog::RowKind::Call:
        return tr("Calls");
    case dialog::RowKind::Registration:
        return tr("Registrations");
    case dialog::RowKind::Subscription:
        return tr("Subscriptions");
    case dialog::RowKind::Options:
        return tr("Pings");
    case dialog::RowKind::Message:
        return tr("Messages");
    case dialog::RowKind::Connection:
        return tr("Connections");
    case dialog::RowKind::Record:
        return tr("Records");
    }
    return {};
}

QString Words::endedBy(dialog::EndedBy endedBy) {
    switch (endedBy) {
    case dialog::EndedBy::Caller:
        return tr("ended by the caller's side");
    case dialog::EndedBy::Callee:
        return tr("ended by the callee's side");
    case dialog::EndedBy::Network:
        return tr("ended by the network");
    case dialog::EndedBy::Elsewhere:
        return tr("answered elsewhere");
    case dialog::EndedBy::None:
    case dialog::EndedBy::Unknown:
        break;
    }
    return {};
}

QString Words::severity(rules::Severity severity) {
    switch (severity) {
    case rules::Severity::Error:
        return tr("Error");
    case rules::Severity::Warning:
        return tr("Warning");
    case rules::Severity::Info:
        return tr("Information");
    case rules::Severity::None:
        break;
    }
    return {};
}

QString Words::evidence(rules::EvidenceTag tag) {
    switch (tag) {
    case rules::EvidenceTag::Measured:
        return tr("measured");
    case rules::EvidenceTag::Observed:
        return tr("observed");
    case rules::EvidenceTag::Correlated:
        return tr("correlated");
    case rules::EvidenceTag::Inferred:
        return tr("inferred");
    }
    return {};
}

QString Words::evidenceMeaning(rules::EvidenceTag tag) {
    switch (tag) {
    case rules::EvidenceTag::Measured:
        return tr("A number read off the input.");
    case rules::EvidenceTag::Observed:
        return tr("A message or a packet says so.");
    case rules::EvidenceTag::Correlated:
        return tr("Two observations agree.");
    case rules::EvidenceTag::Inferred:
        return tr("Concluded from what is absent, or the best remaining reason.");
    }
    return {};
}

QString Words::side(rules::Side side) {
    switch (side) {
    case rules::Side::Sbc:
        return tr("SBC side");
    case rules::Side::Microsoft:
        return tr("Microsoft side");
    case rules::Side::Network:
        return tr("Network between");
    case rules::Side::Endpoint:
        return tr("Endpoint");
    case rules::Side::Number:
        return tr("Dialled number");
    case rules::Side::Unknown:
        break;
    }
    return tr("Cannot tell");
}

QString Words::place(Place place) {
    const QString number = count(place.number);
    switch (place.kind) {
    case PlaceKind::Frame:
        return tr("frame %1").arg(number);
    case PlaceKind::Line:
        return tr("line %1").arg(number);
    case PlaceKind::Row:
        return tr("row %1").arg(number);
    case PlaceKind::Offset:
        return tr("offset %1").arg(number);
    }
    return {};
}

QString Words::bytes(std::uint64_t count) {
    return QLocale().formattedDataSize(static_cast<qint64>(count), 1, QLocale::DataSizeSIFormat);
}

QString Words::count(std::uint64_t number) {
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString Words::duration(Duration span) {
    const double seconds = span.toSeconds();
    if (seconds < 0.9995 && seconds > -0.9995)
        return tr("%1 ms").arg(QLocale().toString(seconds * 1000.0, 'f', 0));
    if (seconds < 59.95)
        return tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    const auto whole = static_cast<qint64>(seconds + 0.5);
    const QLatin1Char zero('0');
    const QString tail = u"%1:%2"_s.arg(whole / 60 % 60, whole >= 3600 ? 2 : 1, 10, zero).arg(whole % 60, 2, 10, zero);
    return whole >= 3600 ? u"%1:%2"_s.arg(whole / 3600).arg(tail) : tail;
}

namespace {
QString utc(Timestamp time, const QString& format) {
    if (!time.isValid())
        return u"–"_s;
    const auto milliseconds = (time.ns >= 0 ? time.ns : time.ns - 999'999) / 1'000'000;
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(format);
}
} // namespace

QString Words::clock(Timestamp time) {
    return utc(time, u"HH:mm:ss"_s);
}
QString Words::clockMillis(Timestamp time) {
    return utc(time, u"HH:mm:ss.zzz"_s);
}
QString Words::dateTime(Timestamp time) {
    return utc(time, u"yyyy-MM-dd HH:mm:ss.zzz 'UTC'"_s);
}

QString plainLine(std::string_view captured, std::size_t maxBytes) {
    return QString::fromStdString(ladder::plainLine(captured, maxBytes));
}

QString plainBlock(std::string_view captured) {
    QString text = QString::fromUtf8(captured.data(), static_cast<qsizetype>(captured.size()));
    text.replace("\r\n"_L1, "\n"_L1);
    for (QChar& c : text) {
        const char16_t u = c.unicode();
        const bool isDirection =
            (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0x200E || u == 0x200F;
        if (u < 0x20 && u != '\n' && u != '\t')
            c = QChar(static_cast<char16_t>(0x2400 + u)); // the pictures of the control characters
        else if (u == 0x7F)
            c = QChar(u'\u2421');
        else if (isDirection || u == 0x2028 || u == 0x2029 || (u >= 0x80 && u < 0xA0))
            c = QChar(u'\uFFFD');
    }
    return text;
}

QString toolTipOf(const QString& plain) {
    return plain.isEmpty() ? QString() : u"<p style='white-space:pre-wrap'>%1</p>"_s.arg(plain.toHtmlEscaped());
}

} // namespace echelle::ui
