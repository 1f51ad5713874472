# One static library per folder: echelle_module(<folder name> SOURCES ... [LINK ...] [QT ...]).
# LINK names other Echelle modules or imported targets; they are public, as the include edges are transitive.

add_library(echelle_flags INTERFACE)
target_compile_options(echelle_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
# Not in the build that users make: what another version of the compiler warns of must not keep them from it.
target_compile_options(echelle_flags INTERFACE $<$<NOT:$<CONFIG:Release>>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(echelle_flags INTERFACE -Wno-restrict) # false alarms on "literal" + std::string, GCC PR105651
endif()
target_compile_definitions(echelle_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
  ECHELLE_VERSION="${PROJECT_VERSION}")
target_include_directories(echelle_flags INTERFACE ${CMAKE_SOURCE_DIR})
# All code goes into executables: nobody puts another function in place of one of ours at run time, so the compiler may inline
# those that other files see too. (Position-independent code forbids it otherwise.)
target_compile_options(echelle_flags INTERFACE $<$<CONFIG:Release>:-fno-semantic-interposition>)
if(ECHELLE_SANITIZE)
  target_compile_options(echelle_flags INTERFACE -fsanitize=${ECHELLE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(echelle_flags INTERFACE -fsanitize=${ECHELLE_SANITIZE})
endif()
if(ECHELLE_FUZZ)
  target_compile_options(echelle_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Qt Test without the two definitions that name each test's folder: with them no two tests could share a precompiled header.
# (They serve QFINDTESTDATA, which nothing here uses: ECHELLE_TEST_DATA says where the data lies.)
if(ECHELLE_BUILD_TESTS)
  add_library(echelle_qt_test INTERFACE)
  target_link_libraries(echelle_qt_test INTERFACE Qt6::Core $<LINK_ONLY:Qt6::Test>)
  target_include_directories(echelle_qt_test SYSTEM INTERFACE $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
  target_compile_definitions(echelle_qt_test INTERFACE QT_TESTLIB_LIB)
endif()

# What most files include, compiled once: half of the work of a file of tests or of the window is reading these headers. Off
# in the release preset, which so shows that every file includes what it needs. Each library is empty but for its header.
option(ECHELLE_PCH "Precompile the headers that most files include" ON)
function(echelle_precompiled name)
  cmake_parse_arguments(P "" "" "HEADERS;LINK" ${ARGN})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp CONTENT "// ${name}: only its precompiled headers matter.\n")
  add_library(echelle_pch_${name} OBJECT ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp)
  target_link_libraries(echelle_pch_${name} PRIVATE echelle_flags ${P_LINK})
  target_precompile_headers(echelle_pch_${name} PRIVATE ${P_HEADERS})
endfunction()
function(echelle_use_precompiled target name)
  if(ECHELLE_PCH AND NOT name STREQUAL none)
    target_precompile_headers(${target} REUSE_FROM echelle_pch_${name})
  endif()
endfunction()
if(ECHELLE_PCH)
  set(standard_headers <algorithm> <array> <cstddef> <cstdint> <functional> <map> <memory> <optional> <string> <string_view>
    <unordered_map> <utility> <variant> <vector>)
  echelle_precompiled(standard HEADERS ${standard_headers})
  if(ECHELLE_BUILD_UI)
    echelle_precompiled(window HEADERS ${standard_headers} <QtWidgets/QtWidgets> LINK Qt6::Widgets Qt6::Svg Qt6::PrintSupport)
  endif()
  if(ECHELLE_BUILD_TESTS)
    echelle_precompiled(tests HEADERS ${standard_headers} <QtTest/QTest> <QtTest/QSignalSpy> <QtCore/QFile>
      <QtCore/QDir> <QtCore/QTemporaryDir> LINK echelle_qt_test)
  endif()
endif()

function(echelle_module name)
  cmake_parse_arguments(M "MOC" "PRECOMPILED" "SOURCES;LINK" ${ARGN})
  if(NOT M_PRECOMPILED)
    set(M_PRECOMPILED standard)
  endif()
  add_library(echelle_${name} STATIC ${M_SOURCES})
  echelle_use_precompiled(echelle_${name} ${M_PRECOMPILED})
  target_link_libraries(echelle_${name} PUBLIC echelle_flags ${M_LINK})
  if(M_MOC)
    set_target_properties(echelle_${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()

# echelle_test(<name> SOURCES ... LINK ... [PRECOMPILED ...]): one Qt Test executable, run offscreen by ctest. Where one executable
# holds many tests, the two halves of it: echelle_test_program builds, echelle_test_run(<name> COMMAND ...) runs.
function(echelle_test_program name)
  cmake_parse_arguments(T "" "PRECOMPILED" "SOURCES;LINK" ${ARGN})
  if(NOT T_PRECOMPILED)
    set(T_PRECOMPILED tests)
  endif()
  add_executable(${name} ${T_SOURCES})
  echelle_use_precompiled(${name} ${T_PRECOMPILED})
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE echelle_flags echelle_qt_test ${T_LINK})
  target_compile_definitions(${name} PRIVATE
    ECHELLE_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
    ECHELLE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    ECHELLE_SHARED_DIR="${CMAKE_SOURCE_DIR}/../shared")
endfunction()

function(echelle_test_run name)
  cmake_parse_arguments(T "" "" "COMMAND;LABELS" ${ARGN})
  add_test(NAME ${name} COMMAND ${T_COMMAND})
  set_tests_properties(${name} PROPERTIES
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=Pacific/Marquesas;UBSAN_OPTIONS=print_stacktrace=1;ASAN_OPTIONS=detect_leaks=0"
    SKIP_REGULAR_EXPRESSION "^QSKIP-ALL"
    LABELS "${T_LABELS}")
endfunction()

function(echelle_test name)
  cmake_parse_arguments(T "" "" "LABELS" ${ARGN})
  echelle_test_program(${name} ${T_UNPARSED_ARGUMENTS})
  echelle_test_run(${name} COMMAND ${name} LABELS ${T_LABELS})
endfunction()
