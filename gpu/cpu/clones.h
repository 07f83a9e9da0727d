// Loops that the compiler builds for several instruction sets; the program takes the best one when it starts.
#pragma once

#ifdef __clang__
#pragma clang diagnostic ignored "-Wpass-failed"
#define LATHE_CPU_CLONES                 // clang builds the fuzz programs only; its address checks bear no function that is chosen at start
#else
#define LATHE_CPU_CLONES __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))
#endif
