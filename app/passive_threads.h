// Threads that wait for work let go of the processor.
#pragma once
#include <unistd.h>

#include <cstdlib>

namespace lathe {

// OpenMP's threads spin while they wait; beside any other busy program that makes two of them slower than one (a small
// model's step on two loaded cores: 2.7 s against 0.5 s). The library reads its policy while the program is being
// loaded, so the program starts itself again with the policy set. A person's own OMP_WAIT_POLICY stays.
inline void wait_passively(char** argv) {
  if (std::getenv("OMP_WAIT_POLICY")) return;
  ::setenv("OMP_WAIT_POLICY", "passive", 1);
  ::execv("/proc/self/exe", argv);   // returns only when it fails: then it runs on as it is
}

}  // namespace lathe
