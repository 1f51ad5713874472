# Compile through ccache where it is installed. The presets load this file (CMAKE_PROJECT_TOP_LEVEL_INCLUDES).
if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(ECHELLE_CCACHE ccache)
  if(ECHELLE_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ECHELLE_CCACHE})
  endif()
endif()
