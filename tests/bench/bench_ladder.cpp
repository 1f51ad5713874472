// Time per frame of a ladder of 100,000 messages that is scrolled, and to show a call of 500. Run by hand:
//   QT_QPA_PLATFORM=offscreen bench_ladder
#include "tests/unit/scene/fake_events.h"
#include "ui/views/ladder_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>

using namespace echelle;

namespace {
std::shared_ptr<test::FakeEvents> manyMessages(int count) {
    auto events = std::make_shared<test::FakeEvents>();
    const std::string sdp = test::sdpBody("9 8 0 101\r\na=rtpmap:101 telephone-event/8000", "sendrecv");
    const std::string invite =
        test::sipMessage("INVITE sip:bob@example.com SIP/2.0", "1 INVITE", "Content-Type: application/sdp\r\n", sdp);
    const std::string ok = test::sipMessage("SIP/2.0 200 OK", "1 INVITE", "Content-Type: application/sdp\r\n", sdp);
    const std::string ringing = test::sipMessage("SIP/2.0 180 Ringing", "1 INVITE");
    for (int i = 0; i < count; ++i) {
        const std::string a = "10.0.0." + std::to_string(1 + i / 3 % 6);
        const std::string b = "10.0.0." + std::to_string(2 + i / 3 % 6);
        store::EventRecord& event = i % 3 == 0   ? events->add(i * 10, a, b, invite)
                                    : i % 3 == 1 ? events->add(i * 10, b, a, ringing)
                                                 : events->add(i * 10, b, a, ok);
        event.leg = LegId{1 + i / 300};
        event.sdpRole = i % 3 == 0   ? dialog::SdpRole::Offer
                        : i % 3 == 2 ? dialog::SdpRole::Answer
                                     : dialog::SdpRole::None;
    }
    return events;
}

void scroll(ui::LadderView& view, QImage& frame) {
    std::vector<double> times;
    const int steps = 400;
    for (int step = 0; step < steps; ++step) {
        QElapsedTimer timer;
        timer.start();
        view.verticalScrollBar()->setValue(
            static_cast<int>(view.verticalScrollBar()->maximum() / double(steps) * step));
        view.viewport()->render(&frame);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    std::printf("  frame: median %.2f ms, 99 %% %.2f ms, worst %.2f ms\n", times[times.size() / 2],
                times[times.size() * 99 / 100], times.back());
}
} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    for (const int count : {500, 100'000}) {
        ui::LadderView view;
        view.resize(1200, 900);
        view.setSource(manyMessages(count), std::make_shared<test::KeyWords>());
        view.show();
        QImage frame(view.viewport()->size(), QImage::Format_RGB32);
        QElapsedTimer timer;
        timer.start();
        view.setRows({RowId{1}});
        view.viewport()->render(&frame);
        std::printf("%d messages\n  shown after %.1f ms\n", count, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        scroll(view, frame);
    }
    return 0;
}
