#pragma once

#include "core/base/result.h"
#include "core/dialog/peer_role.h"
#include "core/store/case_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace echelle::ui {

class CaseDocument;

// What the user has written into a case, held while its inputs are read again. Another zone may order the messages of
// several inputs anew, and with them their ids; so each note remembers the place of its message in its input.
class KeptNotes {
public:
    KeptNotes() = default;
    explicit KeptNotes(CaseDocument& document);

    void putBack(CaseDocument& document) const;
    // What the analysis goes by, to be put into a case that nobody has open yet: links of legs, and who peers are.
    // True where there was any, so that the case is to be analysed anew.
    Result<bool> putBackSettings(const std::string& casePath) const;

private:
    // Where a message stands in its input.
    struct Where {
        SourceId source;
        Place place;
        std::uint32_t indexInPlace = 0;
    };
    struct Kept {
        store::NoteRecord note;
        Where where;
    };
    struct KeptLink {
        Where a;
        Where b;
        bool isJoined = true;
    };
    static Where whereIs(store::CaseReader& reader, EventId event);
    static std::optional<store::EventRecord> eventAt(store::CaseReader& reader, const Where& where);

    std::vector<Kept> m_notes;
    std::vector<store::LaneSetting> m_lanes;
    std::vector<KeptLink> m_links;
    std::vector<dialog::PeerRole> m_peers;
};

} // namespace echelle::ui
