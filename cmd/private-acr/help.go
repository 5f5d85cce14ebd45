package main

import "github.com/spf13/cobra"

const description = `private-acr drives a stack of a Pulumi project, such as the platform program's: a private
Azure Container Registry that containers can pull from. It runs the Pulumi CLI on PATH,
which takes the backend, the passphrase and Azure's credentials from the environment:
PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE, ARM_CLIENT_ID and so on.

Every command creates the stack where it does not exist, and first takes over what
a run has left that was killed. The policy pack checks up and preview.

` + exitCodes

// What help says of each command.
var (
	up = cobra.Command{
		Use: "up", Short: "Build what the stack asks for, and print its contract",
		Long: `Preview the stack, checked by the policy pack, which changes nothing and ends here where
the program fails or a mandatory rule is broken. Then build what the stack asks for,
checked by the same pack, and print the contract for app teams and pipelines.`,
		Example: `  private-acr up --stack prod --policy-pack-config policy/production.json`,
	}
	preview = cobra.Command{
		Use: "preview", Short: "Show what up would change, and what the policy pack says of it",
		Long: `Show what up would change, and what the policy pack says of it. Azure stays as it is.`,
	}
	refresh = cobra.Command{
		Use: "refresh", Short: "Read every resource back from Azure into the state",
		Long: `Read every resource back from Azure into the state. Azure stays as it is.`,
	}
	destroy = cobra.Command{
		Use: "destroy", Short: "Destroy every resource of the stack", SuggestFor: []string{"down"},
		Long: `Destroy every resource of the stack, without asking. The stack itself stays, empty.`,
	}
	recovery = cobra.Command{
		Use: "recover", Short: "Take over what a killed run has left, and do nothing else",
		Long: `Read back from Azure what was being created, changed or deleted when a run was killed,
or when the connection broke, and enter it into the state. Azure stays as it is.
With --unlock it also clears the lock that a killed run has left.`,
	}
)
