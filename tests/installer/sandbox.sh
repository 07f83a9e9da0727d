# A copy of installer/ in a temporary folder with stand-ins for what must not be touched: every package counts as installed, the
# distribution is Debian 12, and pip (the real one) sees only small wheels made here. Nothing of it needs a network or rights.
set -euo pipefail

source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
sandbox=$(mktemp -d)
trap 'rm -rf "$sandbox"' EXIT
chmod 755 "$sandbox"
cp -a "$source_root/installer" "$sandbox/installer"
mkdir -p "$sandbox"/{fakes,wheels,cache,build/release/bin}
cache=$sandbox/cache
tree=$cache/lathe/libtorch-2.11.0-cu130

export PATH=$sandbox/fakes:/usr/sbin:/usr/bin:/sbin:/bin
export HOME=$sandbox XDG_CACHE_HOME=$cache LATHE_OS_RELEASE=$sandbox/os-release LC_ALL=C.UTF-8
export PIP_CONFIG_FILE=/dev/null PIP_NO_INDEX=1 PIP_FIND_LINKS=$sandbox/wheels
unset DISPLAY WAYLAND_DISPLAY LATHE_LOCK_FILE

# fake NAME: the body comes on standard input.
fake() { { echo '#!/bin/bash'; cat; } >"$sandbox/fakes/$1"; chmod 755 "$sandbox/fakes/$1"; }

os_release() { printf 'ID=%s\nVERSION_ID="%s"\nPRETTY_NAME="%s"\n' "$1" "$2" "$3" >"$LATHE_OS_RELEASE"; }

os_release debian 12 "Debian GNU/Linux 12 (bookworm)"
fake dpkg-query <<<'echo installed'
fake apt-get <<<'echo "apt-get was called: $*" >&2; exit 99'
fake sudo <<<'exit 1'
fake cmake <<<'echo "cmake $*"'
fake nvcc <<<'echo "Cuda compilation tools, release 13.0, V13.0.88"'

# setup OPTIONS...: leaves the exit status in status and all output in said.
setup() { status=0; said=$("$sandbox/installer/setup" "$@" </dev/null 2>&1) || status=$?; }

# as_nobody OPTIONS...: setup without rights, whoever runs the test.
as_nobody() {
  local command=("$sandbox/installer/setup" "$@")
  if ((EUID == 0)); then
    chown -R 65534 "$cache"
    command=(setpriv --reuid=65534 --clear-groups "${command[@]}")
  fi
  status=0
  said=$("${command[@]}" </dev/null 2>&1) || status=$?
}

wrong() { printf 'FAIL %s\n--- status %s\n%s\n' "$1" "${status:-}" "${said:-}" >&2; exit 1; }
expect_status() { [[ $status == "$1" ]] || wrong "the exit status should be $1"; }
expect_said() { [[ $said == *"$1"* ]] || wrong "it should say: $1"; }
expect_not_said() { [[ $said != *"$1"* ]] || wrong "it should not say: $1"; }
expect_file() { [[ -e $1 ]] || wrong "$1 should exist"; }
expect_no_file() { [[ ! -e $1 ]] || wrong "$1 should not exist"; }

# small_wheels: stand-ins for the wheels of the lock, and a lock that names them.
small_wheels() {
  /usr/bin/python3 - "$sandbox/wheels" "$sandbox/installer/lock.txt" <<'PYTHON'
import hashlib, pathlib, sys, zipfile
folder, lock = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
def wheel(name, version, tag, files):
    path = folder / f"{name}-{version}-{tag}.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        for file in files:
            archive.writestr(file, f"content of {file}\n" * 50)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: {tag}\n")
        archive.writestr(f"{info}/licenses/LICENSE", "licence\n")
        archive.writestr(f"{info}/RECORD", "")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{name.replace('_', '-')}=={version} --hash=sha256:{digest}  # 1 MB"
lib = ["c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch_cuda_linalg", "torch_nvshmem", "caffe2_nvrtc", "torch", "torch_python"]
torch = wheel("torch", "2.11.0", "cp311-cp311-manylinux_2_28_x86_64",
              [f"torch/lib/lib{l if l == 'c10' or l == 'c10_cuda' else l}.so" for l in lib]
              + ["torch/lib/libgomp.so.1", "torch/include/ATen/ATen.h", "torch/__init__.py"])
other = "py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64"
runtime = wheel("nvidia_cuda_runtime", "13.0.96", other, ["nvidia/cu13/lib/libcudart.so.13", "nvidia/cu13/include/cuda_runtime.h"])
cupti = wheel("nvidia_cuda_cupti", "13.0.85", "py3-none-manylinux_2_25_x86_64", ["nvidia/cu13/lib/libcupti.so.13", "nvidia/cu13/lib/libnvperf_host.so"])
blas = wheel("nvidia_cublas", "13.1.0.3", "py3-none-manylinux_2_27_x86_64", ["nvidia/cu13/lib/libcublas.so.13", "nvidia/cu13/lib/libnvblas.so.13"])
arrow = wheel("pyarrow", "26.0.1", "cp311-cp311-manylinux_2_28_x86_64", ["pyarrow/include/parquet/arrow/reader.h", "pyarrow/libarrow.so.2600", "pyarrow/libparquet.so.2600", "pyarrow/libarrow_flight.so.2600", "pyarrow/__init__.py"])
nvcc = wheel("nvidia_cuda_nvcc", "13.0.88", other, ["nvidia/cu13/bin/nvcc"])
lock.write_text(f"# small\n[cpu]\n{torch}\n{runtime}\n{cupti}\n\n[parquet]\n{arrow}\n\n[cuda]\n{torch}\n{blas}\n[nvcc]\n{nvcc}\n")
PYTHON
}
