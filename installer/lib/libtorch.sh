# LibTorch in the cache: which sections of the lock are wanted and which files of each wheel are of use.

tree_name=libtorch-2.11.0-cu130

provide_libtorch() {
  local sections=(cpu)
  if [[ $window == yes ]]; then sections+=(parquet); fi # the headless build reads no Parquet
  tree=$cache/$tree_name
  choose_nvcc
  if [[ $use_cuda == yes ]]; then sections+=(cuda); fi
  if [[ $use_cuda == yes && $nvcc == "$tree"/* ]]; then sections+=(nvcc); fi
  check_lock "${sections[@]}"
  remove_leftovers
  mkdir -p "$tree"
  if [[ -z $(missing_requirements "${sections[@]}") ]]; then note "all there: $tree"; return; fi
  require_space "$cache" "$(space_needed "${sections[@]}")" "LibTorch" \
    "Free some space, or set XDG_CACHE_HOME to a folder on a larger disk, then run the same command again."
  work=$(mktemp -d "$cache/.unpack.XXXXXX")
  fetch_sections "${sections[@]}"
  rm -rf "$work"
  work=
  if [[ -d $tree/nvidia/cu13/bin ]]; then ln -sfn lib "$tree/nvidia/cu13/lib64"; fi # nvcc asks for lib64
  note "unpacked in $tree"
}

# Megabytes: the unpacked files are at most half as large again as their wheels, and pip keeps the largest one twice for a moment.
space_needed() {
  local requirement
  missing_requirements "$@" | while IFS= read -r requirement; do
    grep -F -m1 -- "$requirement" "$lock_file" | sed -n 's/.*# \([0-9]*\) MB.*/\1/p'
  done | awk '{ all += $1 } END { print 2 * all + 500 }'
}

# nvcc 13 from PATH, else the one that [nvcc] brings.
choose_nvcc() {
  nvcc=$tree/nvidia/cu13/bin/nvcc
  local found
  found=$(command -v nvcc || true)
  if [[ -n $found ]] && "$found" --version 2>/dev/null | grep -q 'release 13\.'; then nvcc=$found; fi
}

remove_leftovers() {
  local folder
  for folder in "$cache"/.unpack.*; do
    if [[ -d $folder ]]; then rm -rf "$folder"; fi
  done
}

# wheel_members SECTION NAME: sets take and leave, the patterns for unzip. Licences always come along.
wheel_members() {
  take=('*.dist-info/*icense*' '*.dist-info/*LICENSE*' '*.dist-info/NOTICE*')
  leave=('*.py' '*/.metadata/*' '*/lib/cmake/*')
  case $1-$2 in
    cpu-torch) take+=('torch/include/*' torch/lib/libc10.so torch/lib/libtorch_cpu.so torch/lib/libgomp.so.1) ;;
    parquet-pyarrow) take+=('pyarrow/include/*' 'pyarrow/libarrow.so.*' 'pyarrow/libparquet.so.*') ;;
    cuda-torch)
      take+=(torch/lib/libc10_cuda.so torch/lib/libtorch_cuda.so torch/lib/libtorch_cuda_linalg.so
        torch/lib/libtorch_nvshmem.so torch/lib/libcaffe2_nvrtc.so torch/lib/libtorch.so) ;;
    *) take+=('nvidia/*') ;;
  esac
  case $2 in
    nvidia-cuda-cupti) leave+=('*/libnvperf*' '*/libcheckpoint.so' '*/libpcsamplingutil.so') ;;
    nvidia-cublas) leave+=('*/libnvblas*') ;;
    nvidia-cufft) leave+=('*/libcufftw*') ;;
    nvidia-cufile) leave+=('*/libcufile_rdma*') ;;
    nvidia-cusolver) leave+=('*/libcusolverMg*') ;;
    nvidia-cuda-nvrtc) leave+=('*.alt.so*') ;;
    nvidia-nvvm) leave+=('*/libnvvm.so*') ;;
    nvidia-nvshmem-cu13) leave+=('*.a' '*.bc' '*/nvshmem_transport*' '*/nvshmem_bootstrap*') ;;
  esac
}

take_cache_lock() {
  exec 9>"$cache/.lock"
  if ! flock -n 9; then
    note "another setup is at work in $cache; waiting for it"
    flock 9
  fi
}

release_cache_lock() { exec 9>&-; }
