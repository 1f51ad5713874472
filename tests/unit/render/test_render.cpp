#include "core/render/fonts.h"
#include "core/render/picture.h"
#include "core/render/svg_writer.h"
#include "tests/unit/ladder/fake_rows.h"

#include <QImage>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest/QTest>

#include <cmath>

using namespace echelle;
using namespace echelle::render;
using ladder::ColorRole;

namespace {
// WCAG 2.1: relative luminance and contrast ratio.
double linear(double channel) {
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}
double luminance(const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

// How a deuteranope sees a colour (Machado, Oliveira, Fernandes 2009, severity 1.0), in linear light.
std::array<double, 3> deuteranope(const QColor& c) {
    const double r = linear(c.redF());
    const double g = linear(c.greenF());
    const double b = linear(c.blueF());
    return {0.367322 * r + 0.860646 * g - 0.227968 * b, 0.280085 * r + 0.672501 * g + 0.047413 * b,
            -0.011820 * r + 0.042940 * g + 0.968881 * b};
}

// Distance in CIELAB (D65) between two colours given in linear sRGB.
std::array<double, 3> lab(const std::array<double, 3>& rgb) {
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
    const double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    const double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}
double distance(const QColor& a, const QColor& b) {
    const auto p = lab(deuteranope(a));
    const auto q = lab(deuteranope(b));
    return std::sqrt(std::pow(p[0] - q[0], 2) + std::pow(p[1] - q[1], 2) + std::pow(p[2] - q[2], 2));
}

test::FakeRows someRows(int count) {
    test::FakeRows rows;
    rows.lanes = {{"a", "PBX", "10.0.0.5"}, {"b", "SBC", "10.9.0.2"}};
    for (int i = 0; i < count; ++i)
        rows.add(static_cast<std::size_t>(i % 2), static_cast<std::size_t>(1 - i % 2), "INVITE");
    return rows;
}
} // namespace

class TestRender : public QObject {
    Q_OBJECT

    static void addThemes() {
        QTest::addColumn<int>("kind");
        QTest::newRow("light") << int(ThemeKind::Light);
        QTest::newRow("dark") << int(ThemeKind::Dark);
        QTest::newRow("print") << int(ThemeKind::Print);
    }

private Q_SLOTS:
    void wordsCanBeRead_data() { addThemes(); }
    void wordsCanBeRead() {
        QFETCH(int, kind);
        const Theme& t = theme(static_cast<ThemeKind>(kind));
        const ColorRole words[] = {ColorRole::Text, ColorRole::TextMuted, ColorRole::Failure};
        const ColorRole grounds[] = {ColorRole::Canvas,     ColorRole::HeaderFill, ColorRole::SelectionFill,
                                     ColorRole::MarkedFill, ColorRole::HoverFill,  ColorRole::LitFill,
                                     ColorRole::GapFill};
        for (const ColorRole word : words) {
            for (const ColorRole ground : grounds) {
                const double ratio = contrast(t.color(word), t.color(ground));
                QVERIFY2(ratio >= 4.5,
                         qPrintable(QStringLiteral("%1 on %2: %3").arg(int(word)).arg(int(ground)).arg(ratio)));
            }
        }
        for (const ColorRole ground : {ColorRole::BadgeFill, ColorRole::NoteFill, ColorRole::FailureFill})
            QVERIFY(contrast(t.color(ColorRole::Text), t.color(ground)) >= 4.5);
        for (const ColorRole word : {ColorRole::Warning, ColorRole::Good, ColorRole::Accent})
            QVERIFY(contrast(t.color(word), t.color(ColorRole::Canvas)) >= 4.5);
    }

    void linesCanBeSeen_data() { addThemes(); }
    void linesCanBeSeen() {
        QFETCH(int, kind);
        const Theme& t = theme(static_cast<ThemeKind>(kind));
        const ColorRole lines[] = {ColorRole::Lifeline, ColorRole::Rule, ColorRole::NoteBorder, ColorRole::NeutralMark,
                                   ColorRole::Leg0,     ColorRole::Leg1, ColorRole::Leg2,       ColorRole::Leg3,
                                   ColorRole::Leg4,     ColorRole::Leg5};
        for (const ColorRole line : lines) {
            const double ratio = contrast(t.color(line), t.color(ColorRole::Canvas));
            QVERIFY2(ratio >= 3.0, qPrintable(QStringLiteral("%1: %2").arg(int(line)).arg(ratio)));
        }
    }

    void legsStayApartWithoutRedAndGreen_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("light") << int(ThemeKind::Light);
        QTest::newRow("dark") << int(ThemeKind::Dark);
    }
    void legsStayApartWithoutRedAndGreen() {
        QFETCH(int, kind);
        const Theme& t = theme(static_cast<ThemeKind>(kind));
        for (int a = 0; a < ladder::kLegHues; ++a) {
            for (int b = a + 1; b < ladder::kLegHues; ++b) {
                const double apart = distance(t.color(ladder::legColor(a)), t.color(ladder::legColor(b)));
                QVERIFY2(apart >= 10, qPrintable(QStringLiteral("legs %1 and %2: %3").arg(a).arg(b).arg(apart)));
            }
        }
    }

    void figuresAreAsWideAsEachOther() {
        const QFontMetricsF metrics(fontOf(ladder::TextRole::Time));
        const double zero = metrics.horizontalAdvance(QLatin1Char('0'));
        for (char digit = '1'; digit <= '9'; ++digit)
            QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)), zero);
    }

    void measurerAgreesWithItselfAfterManyTexts() {
        const FontMeasurer measurer;
        const double before = measurer.width(ladder::TextRole::Label, "INVITE");
        for (int i = 0; i < 10'000; ++i)
            (void)measurer.width(ladder::TextRole::Label, std::to_string(i));
        QCOMPARE(measurer.width(ladder::TextRole::Label, "INVITE"), before);
        QVERIFY(measurer.width(ladder::TextRole::Label, "INVITE INVITE") > before);
    }

    void pictureShowsTheFailure() {
        test::FakeRows rows = someRows(2);
        rows.rows[1].emphasis = ladder::Emphasis::Failing;
        rows.rows[1].mark = ladder::Mark::Cross;
        QImage image;
        const std::size_t count = makePictures(rows, {}, [&](std::size_t, std::size_t, const QByteArray& bytes) {
            return image.loadFromData(bytes, "PNG");
        });
        QCOMPARE(count, std::size_t(1));
        const QRgb failure = theme(ThemeKind::Light).color(ColorRole::Failure).rgb();
        int red = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                red += image.pixel(x, y) == failure ? 1 : 0;
        }
        QVERIFY(red > 100); // a heavy arrow and a mark
    }

    void largePicturesAreCut() {
        const test::FakeRows rows = someRows(2'000); // 56,000 units high
        std::vector<QSize> sizes;
        const std::size_t count = makePictures(rows, {}, [&](std::size_t, std::size_t of, const QByteArray& bytes) {
            const QImage image = QImage::fromData(bytes, "PNG");
            sizes.push_back(image.size());
            return of == 4;
        });
        QCOMPARE(count, std::size_t(4)); // 567 rows fit into 16,000 less header and spaces: 2,000 / 567 = 3.5
        QCOMPARE(sizes.size(), count);
        for (const QSize& size : sizes)
            QVERIFY(size.width() <= kLargestPicture && size.height() <= kLargestPicture && size.height() > 100);
    }

    void scaleMakesThePictureLarger() {
        const test::FakeRows rows = someRows(3);
        const auto sizeAt = [&](double scale) {
            PictureOptions options;
            options.scale = scale;
            QSize size;
            makePictures(rows, options, [&](std::size_t, std::size_t, const QByteArray& bytes) {
                size = QImage::fromData(bytes, "PNG").size();
                return true;
            });
            return size;
        };
        QCOMPARE(sizeAt(2), sizeAt(1) * 2);
    }

    void svgIsWellFormedWhateverWasCaptured() {
        test::FakeRows rows = someRows(1);
        rows.rows[0].label = "</text><script>alert(1)</script>&\"' \x01\x1b\xff \xef\xbf\xbf";
        rows.lanes[0].name = "<svg onload=\"x\">";
        PictureOptions options;
        options.format = PictureFormat::Svg;
        options.title = "a & b";
        QByteArray svg;
        makePictures(rows, options, [&](std::size_t, std::size_t, const QByteArray& bytes) {
            svg = bytes;
            return true;
        });
        QXmlStreamReader reader(svg);
        bool hasLabel = false;
        const QStringList known = {QStringLiteral("svg"),  QStringLiteral("title"), QStringLiteral("line"),
                                   QStringLiteral("path"), QStringLiteral("text"),  QStringLiteral("rect")};
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isStartElement()) {
                QVERIFY2(known.contains(reader.name()), qPrintable(reader.name().toString()));
                QVERIFY(!reader.attributes().hasAttribute(QStringLiteral("onload")));
            }
            hasLabel = hasLabel || reader.text().contains(QStringLiteral("<script>alert(1)</script>&"));
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(hasLabel); // it stays text that can be searched
    }

    void sameListOnPaperAndScreen() {
        // Print differs from the screen in colours alone: the same number of shapes, the same texts.
        const test::FakeRows rows = someRows(5);
        const auto lines = [&](ThemeKind kind) {
            PictureOptions options;
            options.format = PictureFormat::Svg;
            options.theme = kind;
            QByteArray svg;
            makePictures(rows, options, [&](std::size_t, std::size_t, const QByteArray& bytes) {
                svg = bytes;
                return true;
            });
            QString text = QString::fromUtf8(svg);
            return text.replace(QRegularExpression(QStringLiteral("#[0-9a-f]{6}")), QStringLiteral("#"));
        };
        QCOMPARE(lines(ThemeKind::Print), lines(ThemeKind::Light));
        QCOMPARE(lines(ThemeKind::Dark), lines(ThemeKind::Light));
    }
};

QTEST_MAIN(TestRender)
#include "test_render.moc"
