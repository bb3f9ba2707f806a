/* Counts of durations in buckets a sixteenth of a power of two wide: percentiles within 7 %. */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdint.h>

struct histogram {
  uint64_t counts[64 * 16];
  uint64_t total;
};

/* Adds a duration in nanoseconds. */
static inline void histogram_add(struct histogram *histogram, uint64_t ns) {
  ns |= 16; /* below 16 ns the buckets would have no sixteenths */
  int exponent = 63 - __builtin_clzll(ns);
  histogram->counts[exponent * 16 + (int)(ns >> (exponent - 4) & 15)]++;
  histogram->total++;
}

/* The duration in microseconds that the given share (0 to 1) of all does not exceed. */
static inline double histogram_us(const struct histogram *histogram, double share) {
  uint64_t below = 0;
  for (int i = 0; i < 64 * 16; i++) {
    below += histogram->counts[i];
    if (below > 0 && (double)below >= share * (double)histogram->total) {
      return (double)((uint64_t)(17 + i % 16) << i / 16) / 16 / 1000;
    }
  }
  return 0;
}

#endif
