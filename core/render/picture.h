#pragma once

#include "core/ladder/row_source.h"
#include "core/render/theme.h"

#include <QByteArray>

#include <functional>
#include <string>
#include <vector>

namespace echelle::render {

enum class PictureFormat : std::uint8_t { Png, Svg };

struct PictureOptions {
    PictureFormat format = PictureFormat::Png;
    ThemeKind theme = ThemeKind::Light;
    double scale = 1;            // pixels per unit; 2 for sharp prints
    double availableWidth = 960; // lanes are spread to fill it; 0: as close as they may stand
    bool hasNumbers = true;
    std::string title; // of an SVG
};

// No side of a picture is longer: what is larger becomes several pictures.
inline constexpr int kLargestPicture = 16'000; // pixels

// The whole ladder, as one picture or several. Each is handed out when it is ready, so that only one is in memory;
// false stops. Returns how many there are. Needs a QGuiApplication.
std::size_t
makePictures(const ladder::RowSource& source, const PictureOptions& options,
             const std::function<bool(std::size_t index, std::size_t count, const QByteArray& bytes)>& receive);

} // namespace echelle::render
