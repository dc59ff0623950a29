/* fuzz - what every fuzzer includes: one context an input, gone after it. */
#ifndef KERUEN_FUZZ_H
#define KERUEN_FUZZ_H

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { FUZZ_BUDGET = 512 << 20 };

#endif
