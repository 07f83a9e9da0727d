// The functions of lathe_parquet; plain C, so that Arrow's own types stay inside.
#pragma once

extern "C" {
// Writes each row of the Parquet file as a line of JSON to `fd`, row group by row group. `stopped(context)` is asked
// between batches. A row that holds text which is not UTF-8 becomes a line that is not UTF-8. Returns null, or what went
// wrong, to be freed with free(); "" after a stop.
char* lathe_parquet_lines(const char* path, int fd, int (*stopped)(const void* context), const void* context);
// The names of columns that have no JSON form and are not in these lines, to be freed with free(); null where there are none.
char* lathe_parquet_left_out(const char* path);
}
