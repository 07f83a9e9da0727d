// The one function of lathe_parquet; plain C, so that Arrow's own types stay inside.
#pragma once

extern "C" {
// Writes each row of the Parquet file as a line of JSON to `fd`, row group by row group. `stopped(context)` is asked
// between batches. Returns null, or what went wrong, to be freed with free(); "" after a stop.
char* lathe_parquet_lines(const char* path, int fd, int (*stopped)(const void* context), const void* context);
}
