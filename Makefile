# The thin layer over meson: what anyone needs to know.
#
#   make run               a library of the samples in ./library, served at http://127.0.0.1:8080/
#   make run FROM=FOLDER   a library of your own files in ./library
#   make test              every test; ends with "N passed, N failed"
#   make build             build/keruen
#   make check             taste and analysis
#   make bench, make fuzz  slow proof; results are kept in docs/
#   make bench-text        how well words are found: stems, scripts, spellings, OCR
#
# PORT=8080, DIR=library and FUZZ_SECONDS=60 can be set.

PORT ?= 8080
DIR ?= library
FROM ?=
FUZZ_SECONDS ?= 60

.PHONY: run test build check bench bench-text fuzz format clean deps
.DEFAULT_GOAL := build

deps:
	@tools/deps all

build: deps
	@test -f build/build.ninja || meson setup build --buildtype=release -Dtests=false >/dev/null
	@ninja -C build --quiet

run: build
	@tools/run "$(DIR)" "$(PORT)" "$(FROM)"

test:
	@tests/run

check:
	@tools/deps all test
	@tools/check

bench: build
	@tools/deps all test bench
	@test -f build-bench/build.ninja || meson setup build-bench --buildtype=release >/dev/null
	@KERUEN_BUILD=build-bench tests/bench/run

bench-text: build
	@tools/deps all test bench
	@test -f build-bench/build.ninja || meson setup build-bench --buildtype=release >/dev/null
	@KERUEN_BUILD=build-bench tests/bench/text/run --write

fuzz:
	@tools/deps all test
	@tests/fuzz/run $(FUZZ_SECONDS)

format:
	@clang-format -i $$(git ls-files 'src/**/*.[ch]' 'src/**/*.cc' 'tests/**/*.[ch]')

clean:
	rm -rf build build-*
