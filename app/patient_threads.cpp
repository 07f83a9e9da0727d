// Worker threads of Torch wait for each other by spinning for about a millisecond at every small product. On a machine
// that is busy with other programs that burns most of the processor (measured: 31 s against 4 s for six steps), so they
// go to sleep sooner. The library reads the setting while it is loaded, before main.
#include <cstdlib>

namespace {
void wait_patiently() {
  if (!std::getenv("OMP_WAIT_POLICY")) ::setenv("GOMP_SPINCOUNT", "2000", /*overwrite=*/0);
}
}  // namespace

// This array runs before the initialisers of every shared library.
__attribute__((section(".preinit_array"), used)) void (*const lathe_wait_patiently)() = wait_patiently;
