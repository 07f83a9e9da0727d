# Warnings, ccache and the helpers that every room uses.
find_program(CCACHE ccache)
if(CCACHE)
  # gcc writes time stamps into precompiled headers; without this sloppiness nothing behind one is ever cached.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
  set(CMAKE_CUDA_COMPILER_LAUNCHER ${CCACHE})
endif()

# The heavy arithmetic is in libraries; -O3 would only cost compile time here.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

add_library(lathe_warnings INTERFACE)
# -Wrestrict is wrong about std::string in g++ 12 (bug 105651).
target_compile_options(lathe_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Werror -Wno-missing-field-initializers -fdiagnostics-color=auto>
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict>
  $<$<AND:$<COMPILE_LANG_AND_ID:CXX,GNU>,$<BOOL:${CCACHE}>>:-fpch-preprocess>)
target_compile_definitions(lathe_warnings INTERFACE LATHE_VERSION="${PROJECT_VERSION}")

# lathe_rooms(<out> <room>...): every source of the named folders; a new file needs no line here.
function(lathe_rooms out)
  set(all)
  foreach(room ${ARGN})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${room}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/${room}/*.h)
    list(APPEND all ${found})
  endforeach()
  set(${out} ${all} PARENT_SCOPE)
endfunction()
