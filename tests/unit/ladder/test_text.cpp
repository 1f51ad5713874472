#include "core/ladder/mermaid_writer.h"
#include "core/ladder/text_canvas.h"
#include "core/ladder/text_writer.h"
#include "tests/unit/ladder/fake_rows.h"

#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::ladder;

class TestLadderText : public QObject {
    Q_OBJECT

    static test::FakeRows refused() {
        test::FakeRows rows;
        rows.lanes = {{"a", "PBX", "10.0.0.5"}, {"b", "SBC", "10.9.0.2"}};
        rows.add(0, 1, "INVITE").detail = "offer PCMA";
        rows.add(1, 0, "403 Forbidden", true);
        rows.rows[1].emphasis = Emphasis::Failing;
        rows.rows[1].mark = Mark::Cross;
        rows.rows[1].time = "+0.310";
        rows.notes[1] = {{Annotation::Kind::Finding, Mark::Cross, "No trunk"}};
        RowContent gap;
        gap.kind = RowKind::Gap;
        gap.label = "9 s";
        rows.rows.push_back(gap);
        rows.add(1, 1, "OPTIONS");
        rows.rows.back().number = "3";
        return rows;
    }
    template <typename Write>
    static QByteArray written(Write write) {
        std::string text;
        write([&](std::string_view piece) { text += piece; });
        return QByteArray::fromStdString(text);
    }

private Q_SLOTS:
    void textLadder() {
        const test::FakeRows rows = refused();
        const QByteArray text = written([&](const auto& out) { writeText(rows, {}, out); });
        const QByteArray wanted = R"(since sta…         PBX                     SBC
                10.0.0.5                10.9.0.2
1   +0.000          │──INVITE (offer PCMA) ▶│
2   +0.310          │◀╍✕ 403 Forbidden ╍╍╍╍╍│
                    │ ✕ No trunk            │
                    ┊          9 s          ┊
3   +0.000          │                       │↺ OPTIONS
)";
        QCOMPARE(text, wanted);
    }

    void mermaidLadder() {
        const test::FakeRows rows = refused();
        const QByteArray text = written([&](const auto& out) { writeMermaid(rows, out); });
        const QByteArray wanted = R"(sequenceDiagram
    participant L1 as PBX<br/>10.0.0.5
    participant L2 as SBC<br/>10.9.0.2
    L1->>L2: 1. INVITE<br/>offer PCMA<br/>+0.000
    L2-->>L1: 2. ✕ 403 Forbidden<br/>+0.310
    Note over L1,L2: ✕ No trunk
    Note over L1,L2: 9 s
    L2->>L2: 3. OPTIONS<br/>+0.000
)";
        QCOMPARE(text, wanted);
    }

    void mermaidTextCannotEndItsStatement() {
        const std::string escaped = mermaidEscaped("a;b\nend #35; <script> \"q\" %%{init}%%");
        QVERIFY(escaped.find('\n') == std::string::npos);
        QVERIFY(escaped.find('<') == std::string::npos);
        QVERIFY(escaped.find('%') == std::string::npos);
        QCOMPARE(mermaidEscaped("a;#"), std::string("a#59;#35;"));
    }

    void columnsAreCountedAsATerminalDoes() {
        QCOMPARE(columnsOf("abc"), std::size_t(3));
        QCOMPARE(columnsOf("é…│"), std::size_t(3));
        QCOMPARE(columnsOf("你好"), std::size_t(4));
        QCOMPARE(columnsOf("e\xcc\x81"), std::size_t(1)); // e and a combining acute
        TextCanvas canvas(4);
        canvas.put(1, "你x");
        canvas.put(6, "|");
        QCOMPARE(canvas.line(), std::string(" 你x  |\n"));
    }

    void longLabelsAreCut() {
        test::FakeRows rows = refused();
        rows.rows[0].label = std::string(300, 'x');
        const QByteArray text = written([&](const auto& out) { writeText(rows, {true, true, 40}, out); });
        for (const QByteArray& line : text.split('\n'))
            QVERIFY(QString::fromUtf8(line).size() < 100);
        QVERIFY(QString::fromUtf8(text).contains(QStringLiteral("x…")));
    }
};

QTEST_APPLESS_MAIN(TestLadderText)
#include "test_text.moc"
