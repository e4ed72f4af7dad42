# Two commands are all: `make run` shows the main job, `make test` proves it. Both install what is missing.

SWIFT ?= swift
BINARY := .build/release/vmoodle-gen
STATIC := --static-swift-stdlib -Xswiftc -static-executable
FORMATTED := Package.swift Sources Tests Benchmarks/Render Benchmarks/table.swift
# Files to import are what people bring, broken ones among them.
PHP_FILES = $(shell find Sources Tests Benchmarks -name '*.php' -not -path 'Tests/Imports/*')

.PHONY: run test test-php test-moodle guide check golden fuzz reliability soak forged agreement cron-simulation names cron-daemon systemd-timers misses torture \
	plug-pulls full-disks at-once sanitizers round-trips mutants baseline bench bench-shim bench-run bench-scale bench-hostile format install build \
	setup-run setup-test setup-bench clean
.DELETE_ON_ERROR:

# --- running -------------------------------------------------------------------------------------------------------

run: build
	$(BINARY) build registry.yaml --out out
	@printf '\nThe PHP runtime answers:\n'
	@php Tests/ask.php out \
	    https://moodle.example.edu/course/view.php \
	    https://moodle.example.edu/ecole-3/course/view.php \
	    https://www.lyc-12.example.edu/ \
	    'https://lycee-hugo.example.org/login/index.php?lang=fr' \
	    https://lyc-47.example.edu/ \
	    https://univ.example.edu/ \
	    https://nobody.example.edu/

build: setup-run
	$(SWIFT) build -c release $(STATIC) --product vmoodle-gen

PREFIX ?= /usr/local
install: build
	install -D -m 0755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/vmoodle-gen

# --- testing -------------------------------------------------------------------------------------------------------

# The whole suite: Swift, then the PHP runtime, every line of it, then the style of both.
test: setup-test
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	$(SWIFT) test --skip-build
	Tests/coverage
	Benchmarks/soak --binary .build/debug/vmoodle-gen --seconds 3 --hosts 40
	Benchmarks/forged --binary .build/debug/vmoodle-gen --count 6000
	Benchmarks/misses --binary .build/debug/vmoodle-gen --count 2000
	Benchmarks/torture --binary .build/debug/vmoodle-gen --faults 60
	Benchmarks/torture --binary .build/debug/vmoodle-gen --few --faults 16
	Benchmarks/plug-pulls --binary .build/debug/vmoodle-gen --points 10
	Benchmarks/full-disks --binary .build/debug/vmoodle-gen --every 17
	Benchmarks/at-once --binary .build/debug/vmoodle-gen --rounds 8
	/usr/bin/python3 Benchmarks/scale --binary .build/debug/vmoodle-gen --hosts 100 --rounds 1 --without ansible,generateconfigs
	Tests/mutants/run --check
	$(MAKE) --no-print-directory check

# PHPUnit on the PHP runtime under the PHP of other releases of Debian, where this machine can make a root for them.
test-php: setup-test
	Tests/php-versions

# Installs two sites from a copy of a Moodle tree, 4.1 to 5.1, serves them and runs its own scripts: MOODLE is the tree.
MOODLE ?=
test-moodle: setup-test
	@if [ -z '$(MOODLE)' ]; then echo "skipped: say which tree, as in 'make test-moodle MOODLE=/srv/moodle'"; else \
	    Tests/install-packages php-curl php-gd php-intl php-mbstring php-soap php-xml php-zip && \
	    $(SWIFT) build --build-tests && \
	    VMOODLE_TREE='$(abspath $(MOODLE))' $(SWIFT) test --skip-build --filter MoodleTreeTests; fi

# Does what docs/adding-a-target.md says, in a copy of the sources; `make test` sees that it can be done.
guide: setup-test
	Tests/guide follow

check: setup-test
	$(SWIFT) format lint --strict --recursive $(FORMATTED)
	phpcs -q --standard=PSR12 Sources/Shim/runtime Tests/ShimTests Tests/coverage
	@for file in Tests/coverage $(PHP_FILES); do php -l $$file >/dev/null || exit 1; done

# Writes the expected output of Tests/Accepted and Tests/Imports anew; what changed is for git diff and a careful eye.
golden: setup-test
	$(SWIFT) build --product vmoodle-gen
	@for case in Tests/Accepted/*/; do \
	    Tests/record-golden .build/debug/vmoodle-gen $$case || exit 1; \
	done
	@for case in Tests/Imports/*/; do \
	    Tests/record-import .build/debug/vmoodle-gen $$case || exit 1; \
	done

format:
	$(SWIFT) format --in-place --recursive $(FORMATTED)

# Looks for inputs that break what reads foreign bytes, with libFuzzer; `make test` replays the corpora. TARGET=registry: with
# AddressSanitizer; keys, urls: host names and addresses, held against a second reading; table: altered tables. All share SECONDS.
SECONDS ?= 60
TARGET ?= registry keys urls table
fuzz: setup-run
	@for inputs in $(TARGET); do \
	    Tests/Fuzz/run $$inputs $$(($(SECONDS) / $(words $(TARGET)))) || exit 1; \
	done

# The figures of docs/reliability.md, as long as they are published for; `make test` takes each of them for some seconds.
reliability: soak forged agreement misses torture plug-pulls full-disks at-once

# Asks three kinds of servers while releases are published and builds are killed.
REQUESTS ?= 1000000
RELEASES ?= 1000
soak: build setup-test
	Benchmarks/soak --binary $(BINARY) --seconds $(SECONDS) --requests $(REQUESTS) --releases $(RELEASES)

# Sends them rightful and forged requests, and holds the answers against `resolve`.
COUNT ?= 1000000
forged: build setup-test
	Benchmarks/forged --binary $(BINARY) --count $(COUNT)

# Counts what became of thousands of hostile values in each place of each language, read back by the programs themselves.
round-trips: setup-test
	$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build --filter 'EscapingTests|RoundTripTests|SystemdTests' | \
	    awk -F ' [|] ' '/^[|] /{ print; sums[1] += $$4; sums[2] += $$5; sums[3] += $$6; sums[4] += $$7; rows++ } \
	        END { printf "| all | | %d positions | %d | %d | %d | %d |\n", rows, sums[1], sums[2], sums[3], sums[4]; exit sums[4] > 0 || !rows }'

# Plants mistakes into a copy of the sources, each of which must make the tests fail that it names. MUTANTS: some of them by name.
MUTANTS ?=
mutants: setup-test
	Tests/mutants/run $(MUTANTS)

# Runs the Swift suite under ThreadSanitizer and AddressSanitizer. SANITIZED: options of `swift test`, such as --skip EndToEndTests.
SANITIZED ?=
sanitizers: setup-test
	Tests/sanitizers $(SANITIZED)

# Asks `resolve` and the PHP runtime the same random requests.
INPUTS ?= 10000000
agreement: setup-test
	$(SWIFT) build --build-tests
	VMOODLE_AGREEMENT=$(INPUTS) $(SWIFT) test --skip-build --filter AgreementTests

# Builds a registry of so many hosts in each layout, and asks the real servers for each of its names.
NAMES ?= 10000
names: setup-test
	$(SWIFT) build --build-tests
	VMOODLE_NAMES=$(NAMES) $(SWIFT) test --skip-build --filter NamesTests

# Has Debian's cron run generated lines, in a mount namespace of its own; it takes until the next minute begins.
cron-daemon: setup-test
	$(SWIFT) build --build-tests
	VMOODLE_CRON=1 $(SWIFT) test --skip-build --filter CronDaemonTests

# Boots systemd in namespaces of its own, over this machine's files, and has generated timers run their hosts; it takes two minutes.
systemd-timers: setup-test
	$(SWIFT) build --build-tests
	VMOODLE_SYSTEMD=1 $(SWIFT) test --skip-build --filter SystemdBootTests

# A day of so many hosts' crons, under `cron run` and as VMoodle's vcron goes about it; the table of docs/cron.md.
HOSTS ?= 10000
cron-simulation: setup-test
	$(SWIFT) build --build-tests
	@VMOODLE_CRON_HOSTS=$(HOSTS) $(SWIFT) test --skip-build --filter CronSimulationTests | grep '^| '

# Asks php-fpm for hosts that there are not, under strace.
MISSES ?= 100000
misses: build setup-test
	Benchmarks/misses --binary $(BINARY) --count $(MISSES)

# Makes every system call of a build fail, or be its last, under strace.
torture: build setup-test
	Benchmarks/torture --binary $(BINARY)
	Benchmarks/torture --binary $(BINARY) --few --faults 1000

# Pulls the plug at every system call of a build that changes the disk, on copies of a mounted image.
plug-pulls: build setup-test
	Benchmarks/plug-pulls --binary $(BINARY)

# Builds with so many pages, inodes, bytes of a file and open files, and without permission.
full-disks: build setup-test
	Benchmarks/full-disks --binary $(BINARY)

# Starts eight builds of one directory at once.
ROUNDS ?= 200
at-once: build setup-test
	Benchmarks/at-once --binary $(BINARY) --rounds $(ROUNDS)

# Takes some of these figures from VMoodle's bootlib.php, too: VMOODLE is a checkout of local_vmoodle.
VMOODLE ?=
baseline: build setup-test
	@Tests/install-packages php-mysql
	Benchmarks/baseline --binary $(BINARY) --vmoodle '$(VMOODLE)'

# --- measuring -----------------------------------------------------------------------------------------------------

bench: build setup-bench
	VMOODLE_BENCH=1 $(SWIFT) build -c release --scratch-path .build/bench --product render -Xswiftc -enable-testing
	Benchmarks/run --binary $(BINARY) --render .build/bench/release/render
	/usr/bin/python3 Benchmarks/peers --render .build/bench/release/render
	/usr/bin/python3 Benchmarks/scale --binary $(BINARY)
	Benchmarks/hostile --binary $(BINARY)
	Benchmarks/run-shim --binary $(BINARY)
	Benchmarks/running --binary $(BINARY)

# Whole builds of up to a million hosts, which takes 10 GB in SCRATCH, beside others that make the same files.
SCRATCH ?= /var/tmp
bench-scale: build setup-bench
	/usr/bin/python3 Benchmarks/scale --binary $(BINARY) --full 1000000 --scratch '$(SCRATCH)' --json scale.json

# What it costs to refuse registries that are made to cost.
bench-hostile: build setup-bench
	Benchmarks/hostile --binary $(BINARY)

# Many hosts at once, beside the ideal and xargs.
bench-run: build setup-test
	Benchmarks/running --binary $(BINARY) --limit 1.15

bench-shim: build setup-bench
	Benchmarks/run-shim --binary $(BINARY)

# --- what must be there --------------------------------------------------------------------------------------------

setup-run:
	@Tests/install-packages libyaml-dev libidn2-dev libunistring-dev pkg-config php-cli
setup-test: setup-run
	@Tests/install-packages php-fpm php-mysql php-pgsql libapache2-mod-php libapache2-mod-xsendfile nginx-light apache2 caddy phpunit php-pcov php-codesniffer cron curl openssl strace e2fsprogs python3-venv python3-yaml python3-jinja2 php-yaml gcc libc6-dev systemd logrotate \
	    mariadb-server postgresql
	@Tests/install-python check-jsonschema
	-@Tests/install-packages certbot pebble
setup-bench: setup-test
	@Tests/install-packages python3 ansible-core valgrind php-cgi php-apcu php-mysql php-sqlite3 \
	    php$$(php -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')-dba

clean:
	rm -rf .build out
