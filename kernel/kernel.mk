# Targets for the kernel, for the Makefile at the root of the module.
GO ?= go
KERNEL := build/gohtm-kernel

.PHONY: kernel kernel-build kernel-vet uninstall-kernel

kernel: kernel-build ## build the kernel and install it for the current user
	$(KERNEL) install

kernel-build: ## build the kernel
	$(GO) run ./kernel/build -o $(KERNEL)

kernel-vet: ## vet and staticcheck the part of the kernel that needs the overlay
	$(GO) run ./kernel/build -vet

uninstall-kernel: ## remove the installed kernel
	@if [ -x $(KERNEL) ]; then $(KERNEL) uninstall; else $(GO) run ./kernel/build -o $(KERNEL) && $(KERNEL) uninstall; fi
