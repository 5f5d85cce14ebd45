// Command appteam is an app team's whole Pulumi program: a Container App on the platform that another stack
// built, pulling through the private path that the platform's contract promises.
package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"

	"private-acr/examples/appteam/orders"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		return orders.Run(ctx, config.Get(ctx, "platformStack"), pulumi.String(config.Get(ctx, "image")))
	})
}
