#pragma once

// Sizes of the ladder's parts, in units of a logical pixel at 100 %, on a grid of two.
namespace echelle::ladder::metrics {

inline constexpr int kArrowRow = 28;    // a label with its arrow under it
inline constexpr int kLabelCentre = 11; // from the top of the row to the middle of the label
inline constexpr int kArrowLine = 22;   // from the top of the row to the line
inline constexpr int kDetail = 18;      // the second line, under the arrow
inline constexpr int kDetailCentre = 33;
inline constexpr int kTextLine = 16;  // each line of an annotation
inline constexpr int kFindingPad = 4; // under a finding's title
inline constexpr int kNotePad = 12;   // around a note's text
inline constexpr int kState = 32;
inline constexpr int kGap = 32;
inline constexpr int kDay = 28;
inline constexpr int kHidden = 20;
inline constexpr int kTopSpace = 8; // between the header and the first row, and after the last one

inline constexpr int kHeader = 52;
inline constexpr int kHeaderNameCentre = 18;
inline constexpr int kHeaderAddressCentre = 36;

inline constexpr int kPitchMin = 152; // between two lifelines
inline constexpr int kPitchMax = 320;
inline constexpr int kSideMin = 76;     // left of the first lifeline
inline constexpr int kRightSpace = 128; // right of the last one, for labels that are longer than their arrow
inline constexpr int kColumnPad = 12;   // left and right of numbers and times
inline constexpr int kLabelIndent = 12; // from the lifeline to the label
inline constexpr int kSelfWidth = 32;   // how far the arrow of a lane to itself swings out
inline constexpr int kEdge = 8;         // free at the right edge
inline constexpr int kMark = 14;
inline constexpr int kBadgeHeight = 15;
inline constexpr int kAnnotationMax = 460; // widest line of an annotation: longer ones are hard to read
inline constexpr int kAnnotationMin = 200;
inline constexpr int kHoldBand = 9;

inline constexpr int kFindingLines = 2; // an annotation is cut after so many lines; the detail view has the whole
inline constexpr int kNoteLines = 4;
inline constexpr int kAnnotationsPerRow = 6;

} // namespace echelle::ladder::metrics
