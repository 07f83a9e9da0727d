# Configure and build with CMake's presets; ccache is chosen by the presets.

configure_build() {
  local options=(-DLATHE_LIBTORCH_DIR="$tree") fresh=()
  # What is built already needs no room again.
  if [[ ! -e $root/build/$preset/.ninja_log ]]; then
    require_space "$root" 2500 "the build" "Free some space, or move this checkout to a larger disk, then run the same command again."
  fi
  if [[ $use_cuda == yes ]]; then
    options+=(-DLATHE_CUDA=ON -Dlathe_nvcc="$nvcc")
    if compiler_changed; then fresh=(--fresh); fi
  else
    options+=(-DLATHE_CUDA=OFF)
  fi
  if [[ $window == no ]]; then options+=(-DLATHE_WINDOW=OFF); else options+=(-DLATHE_WINDOW=ON); fi
  build_tool "configuring" cmake "${fresh[@]}" --preset "$preset" "${options[@]}"
}

# CMake cannot change a compiler in a folder that it has configured.
compiler_changed() {
  local cached=$root/build/$preset/CMakeCache.txt
  [[ -r $cached ]] && grep -q '^lathe_nvcc:' "$cached" && ! grep -qE "^lathe_nvcc:[A-Z]+=$nvcc\$" "$cached"
}

run_build() {
  note "$(job_count) at once"
  local targets=()
  if [[ $tests == no ]]; then
    targets=(--target lathe)
    if [[ $window == yes ]]; then targets+=(lathe-studio); fi
  fi
  build_tool "building" cmake --build --preset "$preset" --parallel "$(job_count)" "${targets[@]}"
}

# One job per core, but 1.5 GB of memory for each.
job_count() {
  if [[ -n $jobs ]]; then echo "$jobs"; return; fi
  local by_memory cores
  by_memory=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo)
  cores=$(nproc)
  echo $((by_memory < 1 ? 1 : by_memory < cores ? by_memory : cores))
}

# build_tool WHAT COMMAND...
build_tool() {
  local what=$1 status=0 log_before
  log_before=$(stat -c %s "$log")
  shift
  (cd "$root" && "$@") </dev/null 2>&1 | tee -a "$log" || status=$?
  if ((status == 0)); then return; fi
  if tail -c "+$((log_before + 1))" "$log" | grep -q 'No space left on device'; then
    fail "The disk is full: $what stopped." "Free some space, then run the same command again."
  fi
  fail "$what failed; the compiler's words stand above." "The whole output is in $log."
}
