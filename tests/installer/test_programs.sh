# setup, run and test pass the right things on to CMake, CTest and the programs.
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
small_wheels
say_self() { printf '#!/bin/bash\necho "%s $*"\n' "$1" >"$sandbox/build/release/bin/$1"; chmod +x "$sandbox/build/release/bin/$1"; }
say_self lathe; say_self lathe-studio
fake ctest <<<'echo "ctest $*"; echo "QT_QPA_PLATFORM=$QT_QPA_PLATFORM"'
call() { status=0; said=$("$@" </dev/null 2>&1) || status=$?; }

setup --cpu --jobs 3; expect_status 0
expect_said "--preset release -DLATHE_LIBTORCH_DIR=$tree -DLATHE_CUDA=OFF -DLATHE_WINDOW=ON"
expect_said "cmake --build --preset release --parallel 3"
setup; expect_said "-DLATHE_CUDA=ON -Dlathe_nvcc=$sandbox/fakes/nvcc"
setup --preset headless --cpu; expect_said "-DLATHE_WINDOW=OFF"
setup --preset asan; expect_said "-DLATHE_CUDA=OFF"

call "$sandbox/installer/run" --cpu -- --verbose; expect_status 0; expect_said "There is no display here"; expect_said "--target lathe lathe-studio"; expect_said "lathe demo --verbose"
DISPLAY=:9 call "$sandbox/installer/run" --cpu; expect_said "lathe-studio --demo"
DISPLAY=:9 call "$sandbox/installer/run" --cpu --no-window; expect_said "The studio was not built"; expect_said "lathe demo"
printf '#!/bin/bash\nexit 1\n' >"$sandbox/build/release/bin/lathe-studio"
DISPLAY=:9 call "$sandbox/installer/run" --cpu; expect_status 1
printf '#!/bin/bash\necho "could not connect to display" >&2; exit 3\n' >"$sandbox/build/release/bin/lathe-studio"
DISPLAY=:9 call "$sandbox/installer/run" --cpu; expect_status 0; expect_said "The display :9 cannot be reached"; expect_said "lathe demo"
WAYLAND_DISPLAY=wayland-7 call "$sandbox/installer/run" --cpu; expect_said "The display wayland-7 cannot be reached"

call "$sandbox/installer/test" --cpu; expect_status 0; expect_said "--output-on-failure"; expect_said "QT_QPA_PLATFORM=offscreen"
fake ctest <<<'exit 8'
call "$sandbox/installer/test" --cpu; expect_status 8

fake cmake <<<'echo "fatal error: error writing to x.o: No space left on device"; exit 1'
setup --cpu; expect_status 1; expect_said "The disk is full: configuring stopped."
fake cmake <<<'echo "x.cpp:1: error: expected something"; exit 1'
setup --cpu; expect_status 1; expect_said "configuring failed"; expect_said "expected something"

fake cmake <<<'echo "cmake $*"'
fake df <<<'printf "head\nfs 1 1 900 1 /\n"'
setup --cpu; expect_status 1; expect_said "The disk is too full: the build needs 2.5 GB"; expect_said "move this checkout"
touch "$sandbox/build/release/.ninja_log"
setup --cpu; expect_status 0
