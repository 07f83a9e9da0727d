// Loops that the compiler builds for several instruction sets; the program takes the best one when it starts.
#pragma once

#define LATHE_CPU_CLONES __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))
