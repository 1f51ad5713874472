#include "core/report/pdf_update.h"

#include "core/report/pdf_objects.h"

#include <map>

namespace echelle::report {

namespace {

QByteArray reference(int number) {
    return QByteArray::number(number) + " 0 R";
}

QByteArray coordinate(double points) {
    return QByteArray::number(points, 'f', 2);
}

// An explicit destination (12.3.2.2): the page, and what stands at its top.
QByteArray destination(int page, const Sheet& sheet, double y) {
    return '[' + reference(page) + " /XYZ 0 " + coordinate(sheet.size.height() - y) + " null]";
}

// Replaces or adds entries of a dictionary that stands as text.
QByteArray withEntries(QByteArray dictionary, const QByteArray& entries) {
    const qsizetype end = dictionary.lastIndexOf(">>");
    return end < 0 ? "<< " + entries + " >>" : dictionary.insert(end, ' ' + entries + ' ');
}

// Destinations by name, in the order that a name tree wants (7.9.6).
using Places = std::map<QByteArray, QByteArray>;

Places placesOf(const std::vector<Sheet>& sheets, const std::vector<int>& pages) {
    Places places;
    for (std::size_t i = 0; i < sheets.size(); ++i)
        for (const Sheet::Anchor& anchor : sheets[i].anchors)
            places.try_emplace(anchor.name.toLatin1(), destination(pages[i], sheets[i], anchor.y));
    return places;
}

void addLinks(const Sheet& sheet, int annotations, const Places& places, PdfUpdate& update) {
    QByteArray list;
    for (const Sheet::Link& link : sheet.links) {
        const auto place = places.find(link.target.toLatin1());
        if (place == places.end())
            continue;
        const double height = sheet.size.height();
        const QByteArray area = coordinate(link.area.left()) + ' ' + coordinate(height - link.area.bottom()) + ' ' +
                                coordinate(link.area.right()) + ' ' + coordinate(height - link.area.top());
        list += reference(update.add("<< /Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /Rect [" + area + "] /Dest " +
                                     place->second + " >>")) +
                ' ';
    }
    if (!list.isEmpty() && annotations > 0)
        update.put(annotations, "[ " + list + ']');
}

// The outline (12.3.3): entries of level 2 lie under the one of level 1 before them. 0 where there are none.
class OutlineWriter {
public:
    OutlineWriter(const std::vector<OutlineEntry>& entries, const Places& places, PdfUpdate& update)
        : m_update(update), m_root(update.reserve()) {
        for (const OutlineEntry& entry : entries)
            if (const auto place = places.find(entry.anchor.toLatin1()); place != places.end())
                m_items.push_back({&entry, place->second, update.reserve()});
    }

    int write() {
        if (m_items.empty()) {
            m_update.put(m_root, "<< /Type /Outlines /Count 0 >>");
            return m_root;
        }
        std::vector<std::size_t> tops;
        for (std::size_t i = 0; i < m_items.size(); ++i)
            if (i == 0 || m_items[i].entry->level == 1)
                tops.push_back(i);
        for (std::size_t t = 0; t < tops.size(); ++t)
            writeTop(tops, t);
        m_update.put(m_root, "<< /Type /Outlines /First " + number(tops.front()) + " /Last " + number(tops.back()) +
                                 " /Count " + QByteArray::number(static_cast<qsizetype>(tops.size())) + " >>");
        return m_root;
    }

private:
    struct Item {
        const OutlineEntry* entry;
        QByteArray destination;
        int number;
    };
    [[nodiscard]] QByteArray number(std::size_t item) const { return reference(m_items[item].number); }

    void writeTop(const std::vector<std::size_t>& tops, std::size_t t) {
        const std::size_t first = tops[t];
        const std::size_t end = t + 1 < tops.size() ? tops[t + 1] : m_items.size();
        QByteArray more = " /Parent " + reference(m_root);
        more += t > 0 ? " /Prev " + number(tops[t - 1]) : QByteArray();
        more += t + 1 < tops.size() ? " /Next " + number(tops[t + 1]) : QByteArray();
        if (end > first + 1) // closed until the reader opens it: a negative count
            more += " /First " + number(first + 1) + " /Last " + number(end - 1) + " /Count -" +
                    QByteArray::number(static_cast<qsizetype>(end - first - 1));
        put(first, more);
        for (std::size_t i = first + 1; i < end; ++i)
            put(i, " /Parent " + number(first) + (i > first + 1 ? " /Prev " + number(i - 1) : QByteArray()) +
                       (i + 1 < end ? " /Next " + number(i + 1) : QByteArray()));
    }
    void put(std::size_t item, const QByteArray& more) {
        m_update.put(m_items[item].number, "<< /Title " + pdfText(m_items[item].entry->title) + " /Dest " +
                                               m_items[item].destination + more + " >>");
    }

    PdfUpdate& m_update;
    int m_root;
    std::vector<Item> m_items;
};

int addNames(const Places& places, PdfUpdate& update) {
    QByteArray names;
    for (const auto& [name, place] : places) // names of our own making: letters, digits and hyphens
        names += '(' + name + ") " + place + '\n';
    return update.add("<< /Names [\n" + names + "] >>");
}

} // namespace

QByteArray withNavigation(const QByteArray& pdf, const Document& document, const std::vector<Sheet>& sheets,
                          const std::vector<OutlineEntry>& outline) {
    const std::optional<PdfObjects> original = PdfObjects::read(pdf);
    const std::vector<int> pages = original ? original->pages() : std::vector<int>();
    if (pages.size() != sheets.size())
        return pdf;
    PdfUpdate update(*original);
    const Places places = placesOf(sheets, pages);
    for (std::size_t i = 0; i < sheets.size(); ++i)
        addLinks(sheets[i], referenceAt(original->content(pages[i]), "/Annots"), places, update);
    const int outlines = OutlineWriter(outline, places, update).write();
    const int names = addNames(places, update);
    update.put(original->root(), withEntries(original->content(original->root()),
                                             "/Outlines " + reference(outlines) + " /PageMode /UseOutlines /Lang " +
                                                 pdfText(document.locale) + " /Names << /Dests " + reference(names) +
                                                 " >> /ViewerPreferences << /DisplayDocTitle true >>"));
    update.put(original->info(),
               withEntries(original->content(original->info()), "/Author " + pdfText(document.author)));
    return update.appendedTo(pdf, *original);
}

} // namespace echelle::report
