# private-acr: every command of the project. `make help` lists them.
#
# Everything a run needs or leaves behind is under .local, which git ignores: tools, Pulumi's home, the
# stacks' state and simulated Azure. Nothing is written to the home folder.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

LOCAL := $(CURDIR)/.local
BIN := $(LOCAL)/bin
STACK ?= dev

# How many schedules `make faults` runs, and the number of the first.
N ?= 100
FROM ?= 1

# Which private link simulated Azure offers: both (the default), group or member. See README, "Three worlds".
PRIVATE_LINK ?= both

# How long `make fuzz` fuzzes each target.
FUZZTIME ?= 20s

# What `make mutants` puts to the test. Package policy/rules itself is left out: its tests measure time, which
# tells nothing of a mutant.
PACKAGES ?= $(sort $(dir $(wildcard ./policy/rules/*/*.go))) ./internal/azure

# The levels and settings of the policy pack: development or production, or a file of your own.
POLICY ?= development

# The subscription that `make probe` asks in; none is simulated Azure.
SUBSCRIPTION ?=

# Recipes take what a caller may set from the environment, "$$STACK", where the shell reads it as text whatever it
# is; "$(STACK)" would be read as shell.
export STACK N FROM PRIVATE_LINK FUZZTIME PACKAGES POLICY SUBSCRIPTION

PULUMI_VERSION := v$(shell sed -n 's|.*github.com/pulumi/pulumi/pkg/v3 v\([0-9.]*\).*|\1|p' tools/pulumi/go.mod | head -n 1)

# A pulumi of the pinned version or newer on PATH is used as it is, with its own language host.
PULUMI := $(shell tools/find-pulumi "$(PULUMI_VERSION)" || echo "$(BIN)/pulumi")
ifeq ($(PULUMI),$(BIN)/pulumi)
  PULUMI_TOOLS := $(BIN)/pulumi $(BIN)/pulumi-language-go
endif

export PATH := $(dir $(PULUMI)):$(PATH)

# What keeps a local run to this folder and off the network. metadata=skip has Pulumi write each file of the
# state by one rename; without it a second file goes beside it, and a kill in between leaves a state that
# cannot be read ("failed to load checkpoint: EOF").
LOCAL_ENV := \
	PULUMI_HOME="$(LOCAL)/pulumi-home" \
	PULUMI_BACKEND_URL="file://$(LOCAL)/state?metadata=skip" \
	PULUMI_SKIP_UPDATE_CHECK=1 \
	PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true

# The passphrase of the stack dev is public. Another stack's is its owner's to set, as for any Pulumi stack.
PASSPHRASE := if [ "$$STACK" = dev ]; then export PULUMI_CONFIG_PASSPHRASE=simulated-azure; fi

SIMULATED := mkdir -p "$(LOCAL)/state" && $(PASSPHRASE) && $(LOCAL_ENV) \
	"$(BIN)/azuresim" exec -dir "$(LOCAL)/azure" -private-link="$$PRIVATE_LINK" -- \
	"$(BIN)/private-acr" --stack="$$STACK" --unlock
CHECKED := --policy-pack="$(BIN)/private-acr-policy" \
	--policy-pack-config="$$(if [ -e "policy/$$POLICY.json" ]; then echo "policy/$$POLICY.json"; else echo "$$POLICY"; fi)"

##@ The main job, on simulated Azure

.PHONY: up
up: tools ## Check and build the private path, and print the contract; set everything up first where needed
	@$(SIMULATED) up $(CHECKED)

.PHONY: preview
preview: tools ## Show what up would change, and what the policy pack says of it
	@$(SIMULATED) preview $(CHECKED)

.PHONY: down
down: tools ## Destroy everything that up built
	@$(SIMULATED) destroy

.PHONY: tools
tools: $(PULUMI_TOOLS) programs ## Build what is missing of the CLI, the language host and the project's commands

# The commands and the platform program. It has no help: `make tools` does this and what else is missing.
.PHONY: programs
programs:
	@[ -x "$(BIN)/azuresim" ] || echo "Building the project's commands and the Azure SDKs they use (about 3 minutes, once)"
	@go build -o "$(BIN)/" ./cmd/...
	@go build -o "$(BIN)/private-acr-policy" ./policy
	@[ -e "$(LOCAL)/compiled" ] || echo "Compiling the platform program (once)"
	@go build -o /dev/null . && touch "$(LOCAL)/compiled"

##@ Checks

.PHONY: test
test: tools ## Run every test: pure, component graphs, the real engine on simulated Azure
	go test -timeout 40m ./...

.PHONY: faults
faults: tools ## Run N schedules of faults (default 100) from number FROM on, on the real engine
	FAULTS="$$N" FAULTS_FROM="$$FROM" go test -count=1 -timeout 0 -v -run TestSchedules ./tests/faults

# SUBSCRIPTION=<id> asks real Azure instead, with the login of the Azure CLI; it says what it costs, and asks first.
.PHONY: probe
probe: ## Ask simulated Azure what sources dispute; with SUBSCRIPTION=<id> real Azure, at a cost that it states
	go run ./cmd/probe -subscription "$$SUBSCRIPTION"

.PHONY: test-azure
test-azure: tools ## Run the scenarios of the engine in real Azure, with your login and the real plugin: about an hour, some dollars
	TEST_REAL_AZURE=yes go test -count=1 -timeout 3h -v -parallel 1 -run 'TestLifecycle|TestAddingAReplica|TestAdoptedNetwork' ./tests

.PHONY: terraform
terraform: ## Put an unmodified terraform-provider-azurerm to simulated Azure; its build takes ten minutes, once
	tools/terraform/run
	tools/terraform/run tools/terraform/neighbours

.PHONY: azurecli
azurecli: ## Drive simulated Azure with an unmodified Azure CLI, which has to be on PATH; a quarter of an hour
	tools/azurecli/run

.PHONY: race
race: ## Run the tests of what has no azure-native SDK under the race detector
	go test -race -short ./azuresim/... ./internal/azure/... ./settings/... ./components/gate/... ./policy/...

.PHONY: bench
bench: tools ## Measure the policy pack, what it adds to a preview, and a first up against what Azure forces on it
	go test -run '^$$' -bench BenchmarkPack ./policy/rules
	go test -run '^$$' -bench BenchmarkPreview -benchtime 5x ./tests
	mkdir -p "$(LOCAL)/timelines"
	TIMELINES="$(LOCAL)/timelines" go test -timeout 1h -run '^$$' -bench BenchmarkUp -benchtime 1x ./tests

.PHONY: mutants
mutants: ## Change PACKAGES in small ways, one at a time, and see a test fail for each (5 minutes)
	go run ./tools/mutate $$PACKAGES

.PHONY: fuzz
fuzz: ## Fuzz every target for FUZZTIME each (default 20s)
	@tools/fuzz "$$FUZZTIME"

.PHONY: lint
lint: $(BIN)/golangci-lint ## Vet, lint, formatting, generated lists and documents, lengths of functions
	go vet ./...
	"$(BIN)/golangci-lint" run ./...
	"$(BIN)/golangci-lint" fmt --diff ./...
	go mod verify
	COLLECT_CHECK=yes go generate -run tools/collect ./...
	go run ./tools/figures -check
	go run ./tools/docgen -check

.PHONY: figures
figures: ## Print how long functions are, what is documented, and lines of code and of tests
	@go run ./tools/figures

.PHONY: vuln
vuln: $(BIN)/govulncheck ## Look the dependencies up in the Go vulnerability database (needs the internet)
	"$(BIN)/govulncheck" ./...

.PHONY: ci
ci: ## Run what CI runs: lint, vuln where there is a database, test
	.ci/run

##@ Editing

.PHONY: fmt
fmt: $(BIN)/golangci-lint ## Format the code
	"$(BIN)/golangci-lint" fmt ./...

.PHONY: generate
generate: ## Write the generated lists, tables, pages and configuration files
	go generate ./...
	go run ./tools/docgen

.PHONY: clean
clean: ## Remove tools, state and simulated Azure of local runs
	rm -rf "$(LOCAL)"

.PHONY: help
help: ## Explain every target
	@awk 'BEGIN {FS = ":.*## "} \
		/^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The pinned tools: a module each, because their dependencies disagree.

$(BIN)/pulumi: tools/pulumi/go.mod
	@echo "Building the Pulumi CLI $(PULUMI_VERSION) (3 to 5 minutes, once)"
	@go build -C tools/pulumi -o "$@" \
		-ldflags "-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$(PULUMI_VERSION)" \
		github.com/pulumi/pulumi/pkg/v3/cmd/pulumi

$(BIN)/pulumi-language-go: tools/pulumi-language-go/go.mod
	@echo "Building Pulumi's Go language host (under a minute, once)"
	@go build -C tools/pulumi-language-go -o "$@" github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go

$(BIN)/golangci-lint: tools/golangci-lint/go.mod
	@echo "Building golangci-lint (2 minutes, once)"
	@go build -C tools/golangci-lint -o "$@" github.com/golangci/golangci-lint/v2/cmd/golangci-lint

$(BIN)/govulncheck: tools/govulncheck/go.mod
	@echo "Building govulncheck"
	@go build -C tools/govulncheck -o $@ golang.org/x/vuln/cmd/govulncheck
