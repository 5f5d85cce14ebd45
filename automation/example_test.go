package automation_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/automation"
	"private-acr/settings"
	"private-acr/spec"
)

// Provisioning a platform from a Go program that has no files of its own: a portal, a pipeline, a test.
func Example() {
	if err := provision(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func provision(ctx context.Context) error {
	wanted := settings.Settings{
		Name: "myapp", Location: "koreacentral",
		Registry: spec.Registry{Name: "acrmyapp"},
		Apps: map[string]spec.ContainerApp{"web": {
			Image: pulumi.String("myapp:1.0.0"),
			Env:   map[string]pulumi.StringInput{"DB_PASSWORD": spec.Secret(os.Getenv("DB_PASSWORD"))},
		}},
	}
	stack, err := automation.FromSettings(ctx, "prod", wanted, automation.Options{
		Policy:          automation.Policy{Pack: "/opt/private-acr-policy", Config: "production.json"},
		Backend:         "azblob://states",
		SecretsProvider: "azurekeyvault://kv-platform.vault.azure.net/keys/states",
		Home:            "/var/cache/pulumi/prod",
		Stdout:          os.Stdout,
		Stderr:          os.Stderr,
	})
	if err != nil {
		return err
	}
	defer func() { _ = stack.Close() }()

	deployed, err := stack.Up(ctx)
	var failed *automation.Error
	switch {
	case errors.Is(err, automation.ErrLocked):
		return fmt.Errorf("somebody else is at it, try again later: %w", err)
	case errors.Is(err, automation.ErrPolicy) && errors.As(err, &failed):
		for _, v := range failed.Violations {
			fmt.Println(v.Rule, v.URN, v.Message)
		}
		return err
	case err != nil:
		return err
	}
	fmt.Println("images go to", deployed.Contract.Registry.LoginServer)
	return nil
}
