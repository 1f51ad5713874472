#pragma once

#include "core/store/case_types.h"

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

private:
    struct Kept {
        store::NoteRecord note;
        SourceId source;
        Place place;
        std::uint32_t indexInPlace = 0;
    };

    std::vector<Kept> m_notes;
    std::vector<store::LaneSetting> m_lanes;
};

} // namespace echelle::ui
