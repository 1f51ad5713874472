#include "core/sip/byte_search.h"
#include "core/sip/byte_traits.h"

#include <QtTest/QTest>

#include <string>
#include <vector>

using namespace echelle::sip;

// Searches by sixteen bytes against searches byte by byte, at every offset and length that the steps treat differently.
class TestByteSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsMarks();
    void findsNothingBeyond();
    void findsLineFeeds();
    void tellsTraits();

private:
    // No mark, but neighbours of marks and bytes above 127.
    static std::string filler(std::size_t size) {
        constexpr std::string_view kOthers = "abc\x8a\x0b=+-\xbb~";
        std::string text;
        for (std::size_t i = 0; i < size; ++i)
            text += kOthers[i % kOthers.size()];
        return text;
    }
};

void TestByteSearch::findsMarks() {
    for (std::size_t size = 0; size < 70; ++size)
        for (std::size_t mark = 0; mark < size; ++mark)
            for (const char c : {';', '<', '\n'}) {
                std::string text = filler(size);
                text[mark] = c;
                // One allocation of exactly that size, so that a sanitizer sees a look beyond it.
                const std::vector<char> exact(text.begin(), text.end());
                const std::string_view view(exact.data(), exact.size());
                for (std::size_t from = 0; from <= size; ++from) {
                    const std::size_t wanted = from <= mark ? mark : std::string_view::npos;
                    QCOMPARE((findMark<';', '<', '\n'>(view, from)), wanted);
                }
            }
}

void TestByteSearch::findsNothingBeyond() {
    const std::string text = filler(40);
    QCOMPARE((findMark<';'>(text)), std::string_view::npos);
    QCOMPARE((findMark<';'>(text, 40)), std::string_view::npos);
    QCOMPARE((findMark<';'>(text, 4000)), std::string_view::npos);
    QCOMPARE((findMark<';'>(std::string_view())), std::string_view::npos);
    // The one that lies before the offset, within the last sixteen bytes.
    QCOMPARE((findMark<';'>(";" + filler(17), 1)), std::string_view::npos);
}

void TestByteSearch::findsLineFeeds() {
    for (std::size_t size = 0; size < 200; size += 1 + size / 9)
        for (std::size_t step = 1; step < 90; step += 1 + step / 5)
            for (std::size_t from = 0; from < 5; ++from) {
                std::vector<char> text;
                std::vector<std::size_t> wanted;
                for (std::size_t i = 0; i < size; ++i) {
                    text.push_back(i % step == 0 ? '\n' : '\r');
                    if (i % step == 0 && i >= from)
                        wanted.push_back(i);
                }
                LineFeeds lineFeeds({text.data(), text.size()}, from);
                std::vector<std::size_t> found;
                for (std::size_t at = lineFeeds.next(); at != std::string_view::npos; at = lineFeeds.next())
                    found.push_back(at);
                QCOMPARE(found, wanted);
                QCOMPARE(lineFeeds.next(), std::string_view::npos);
            }
}

// Each byte at each place of texts of many sizes, and what stands behind a CR.
void TestByteSearch::tellsTraits() {
    for (const std::size_t size : {0U, 1U, 2U, 15U, 16U, 17U, 18U, 31U, 32U, 33U, 50U}) {
        const std::vector<char> plain(size, 'x');
        const ByteTraits none = byteTraitsOf({plain.data(), size});
        QVERIFY(!none.hasHigh && !none.hasControl && !none.hasBareCr);
        for (std::size_t at = 0; at < size; ++at)
            for (int byte = 0; byte < 256; ++byte) {
                std::vector<char> text = plain;
                text[at] = static_cast<char>(byte);
                const ByteTraits traits = byteTraitsOf({text.data(), size});
                const bool isLineOrTab = byte == '\t' || byte == '\r' || byte == '\n';
                QCOMPARE(traits.hasHigh, byte >= 0x80);
                QCOMPARE(traits.hasControl, (byte < 0x20 && !isLineOrTab) || byte == 0x7f);
                QCOMPARE(traits.hasBareCr, byte == '\r' && at + 1 < size);
            }
        for (std::size_t at = 0; at + 1 < size; ++at)
            for (const char next : {'\n', '\r', ' '}) {
                std::vector<char> text = plain;
                text[at] = '\r';
                text[at + 1] = next;
                const bool isBareAfter = next == '\r' && at + 2 < size;
                QCOMPARE(byteTraitsOf({text.data(), size}).hasBareCr, next == ' ' || isBareAfter);
            }
    }
}

QTEST_APPLESS_MAIN(TestByteSearch)
#include "test_byte_search.moc"
