# One static library per folder: echelle_module(<folder name> SOURCES ... [LINK ...] [QT ...]).
# LINK names other Echelle modules or imported targets; they are public, as the include edges are transitive.

add_library(echelle_flags INTERFACE)
target_compile_options(echelle_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
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

function(echelle_module name)
  cmake_parse_arguments(M "MOC" "" "SOURCES;LINK" ${ARGN})
  add_library(echelle_${name} STATIC ${M_SOURCES})
  target_link_libraries(echelle_${name} PUBLIC echelle_flags ${M_LINK})
  if(M_MOC)
    set_target_properties(echelle_${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()

# echelle_test(<name> SOURCES ... LINK ... [GUI]): one Qt Test executable, run offscreen by ctest.
function(echelle_test name)
  cmake_parse_arguments(T "" "" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE echelle_flags Qt6::Test ${T_LINK})
  target_compile_definitions(${name} PRIVATE
    ECHELLE_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
    ECHELLE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    ECHELLE_SHARED_DIR="${CMAKE_SOURCE_DIR}/../shared")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=Pacific/Marquesas;UBSAN_OPTIONS=print_stacktrace=1;ASAN_OPTIONS=detect_leaks=0"
    SKIP_REGULAR_EXPRESSION "^QSKIP-ALL"
    LABELS "${T_LABELS}")
endfunction()
