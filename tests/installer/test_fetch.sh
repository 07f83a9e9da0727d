# LibTorch comes in by hash, keeps the wheels' layout, and is fetched once.
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
small_wheels
offline() { PIP_FIND_LINKS=/nowhere setup "$@"; }

setup --cpu --no-build; expect_status 0
for file in torch/lib/libtorch_cpu.so torch/lib/libc10.so torch/include/ATen/ATen.h nvidia/cu13/lib/libcudart.so.13; do expect_file "$tree/$file"; done
for file in torch/lib/libtorch_cuda.so torch/lib/libtorch_python.so torch/__init__.py nvidia/cu13/lib/libnvperf_host.so; do expect_no_file "$tree/$file"; done
expect_file "$tree/torch-2.11.0.dist-info/licenses/LICENSE"
[[ -z $(find "$cache" -name '*.whl' -o -name '.unpack*') ]] || wrong "no wheel and no work folder stay behind"

for file in pyarrow/libarrow.so.2600 pyarrow/libparquet.so.2600 pyarrow/include/parquet/arrow/reader.h; do expect_file "$tree/$file"; done
for file in pyarrow/libarrow_flight.so.2600 pyarrow/__init__.py; do expect_no_file "$tree/$file"; done

offline --cpu --no-build; expect_status 0; expect_said "all there"

setup --no-build; expect_status 0; expect_said "torch 2.11.0"; expect_not_said "nvidia-cuda-runtime"
expect_file "$tree/torch/lib/libtorch_cuda.so"; expect_no_file "$tree/nvidia/cu13/bin/nvcc"
offline --no-build; expect_status 0; expect_said "all there"

fake nvcc <<<'echo "Cuda compilation tools, release 12.4"'
setup --no-build; expect_status 0; expect_said "nvidia-cuda-nvcc 13.0.88"
expect_file "$tree/nvidia/cu13/bin/nvcc"; expect_file "$tree/nvidia/cu13/lib64/libcudart.so.13"

echo damaged >"$tree/torch/lib/libc10.so"
rm "$tree/nvidia/cu13/lib/libcublas.so.13"
setup --no-build; expect_status 0; expect_said "[2/2]"
grep -q 'content of' "$tree/torch/lib/libc10.so" || wrong "a damaged file is restored"
expect_file "$tree/nvidia/cu13/lib/libcublas.so.13"

rm -rf "$tree"
"$sandbox/installer/setup" --cpu --no-build >"$sandbox/first" 2>&1 &
setup --cpu --no-build; expect_status 0
wait $! || wrong "two setups at once both succeed"
