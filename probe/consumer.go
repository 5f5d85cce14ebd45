package probe

import (
	"context"
	"fmt"
	"time"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// Resources that pull, and what they need for it, as ids within a scene.
var (
	identity    = catalog.Identity.ARM + "/id-probe"
	environment = catalog.ManagedEnvironment.ARM + "/cae-probe"
	app         = catalog.ContainerApp.ARM + "/ca-probe"
	job         = catalog.Job.ARM + "/job-probe"
	group       = catalog.ContainerGroup.ARM + "/ci-probe"
	appsNet     = vnet + "/subnets/container-apps"
	groupsNet   = vnet + "/subnets/container-instances"
)

const (
	// serving is an image of Microsoft's that goes on, as a container app has to.
	serving = "k8se/quickstart:latest"
	// noImage is one that no registry of a probe has.
	noImage = "no-such-image:1"
)

// microsofts is an image where anybody can pull it.
func microsofts(image string) string { return "mcr.microsoft.com/" + image }

func (s *Scene) loginServer() string { return s.registryName() + "." + azure.Public.RegistrySuffix }

// own is an image of the scene's registry.
func (s *Scene) own(image string) string { return s.loginServer() + "/" + image }

// attached is the scene's identity, as whoever uses it names it.
func (s *Scene) attached() Body {
	return Body{"type": "UserAssigned", "userAssignedIdentities": Body{s.ID(identity): Body{}}}
}

func (s *Scene) credentials() []any {
	return []any{Body{"server": s.loginServer(), "identity": s.ID(identity)}}
}

// groupOf is a container group outside of networks, which runs a public image to its end.
func (s *Scene) groupOf(image string) Body {
	container := Body{"name": "probe", "properties": Body{
		"image": image, "resources": Body{"requests": Body{"cpu": 1, "memoryInGB": 1}},
	}}
	return Body{"location": s.Location, "properties": Body{
		"osType": "Linux", "restartPolicy": "OnFailure", "containers": []any{container},
	}}
}

// pullingGroup is one that pulls from the scene's registry with the identity.
func (s *Scene) pullingGroup(image string) Body {
	body := with(s.groupOf(s.own(image)), func(p Body) { p["imageRegistryCredentials"] = s.credentials() })
	body["identity"] = s.attached()
	return body
}

// inNetwork puts a container group into the subnet for such.
func (s *Scene) inNetwork(body Body) Body {
	return with(body, func(p Body) { p["subnetIds"] = []any{ref(s.ID(groupsNet))} })
}

// environmentIn is an environment in the subnet, "" for none.
func (s *Scene) environmentIn(subnet string) Body {
	properties := Body{"workloadProfiles": []any{
		Body{"name": "Consumption", "workloadProfileType": "Consumption"},
	}}
	if subnet != "" {
		properties["vnetConfiguration"] = Body{"infrastructureSubnetId": s.ID(subnet), "internal": true}
	}
	return Body{"location": s.Location, "properties": properties}
}

func template(image string) Body {
	return Body{"containers": []any{Body{
		"name": "probe", "image": image, "resources": Body{"cpu": 0.5, "memory": "1Gi"},
	}}, "scale": Body{"minReplicas": 1, "maxReplicas": 1}}
}

// appOf is a container app with a public image.
func (s *Scene) appOf(image string) Body {
	return Body{"location": s.Location, "properties": Body{
		"managedEnvironmentId": s.ID(environment), "configuration": Body{}, "template": template(image),
	}}
}

// pullingApp is one that pulls from the scene's registry with the identity.
func (s *Scene) pullingApp(image string) Body {
	body := with(s.appOf(s.own(image)), func(p Body) {
		p["configuration"] = Body{"registries": s.credentials()}
	})
	body["identity"] = s.attached()
	return body
}

// jobOf is a job with a public image.
func (s *Scene) jobOf(image string) Body {
	return Body{"location": s.Location, "properties": Body{
		"environmentId": s.ID(environment), "template": Body{"containers": template(image)["containers"]},
		"configuration": Body{
			"triggerType": "Manual", "replicaTimeout": 300,
			"manualTriggerConfig": Body{"parallelism": 1, "replicaCompletionCount": 1},
		},
	}}
}

// pullingJob is one that pulls from the scene's registry with the identity.
func (s *Scene) pullingJob(image string) Body {
	body := with(s.jobOf(s.own(image)), func(p Body) {
		configuration, _ := p["configuration"].(Body)
		configuration["registries"] = s.credentials()
	})
	body["identity"] = s.attached()
	return body
}

// openRegistry is one that everybody with a right can pull from, and the identity.
func (s *Scene) openRegistry() []made {
	return []made{{s.registry(), s.standard()}, s.newIdentity()}
}

func (s *Scene) newIdentity() made { return made{s.ID(identity), Body{"location": s.Location}} }

// stock has the registry's image copied from Microsoft's.
func (s *Scene) stock(ctx context.Context, image string) error {
	answer, err := s.Post(ctx, s.registry(), "importImage", importOf(image))
	if err := answer.failure(err); err != nil {
		return fmt.Errorf("importing image %q: %w", image, err)
	}
	return nil
}

// stocked makes what is given and puts an image into its registry.
func (s *Scene) stocked(ctx context.Context, image string, given ...made) error {
	if err := s.makeAll(ctx, given...); err != nil {
		return err
	}
	return s.stock(ctx, image)
}

// grant lets the identity do with the registry what a role permits, and returns the assignment's id.
func (s *Scene) grant(ctx context.Context, roleID string) (string, error) {
	answer, err := s.Get(ctx, s.ID(identity))
	if err != nil {
		return "", err
	}
	principal := text(answer.Body, "properties", "principalId")
	id := s.registry() + "/providers/" + catalog.RoleAssignment.ARM + "/" +
		azure.AssignmentName(s.registry(), principal, roleID)
	return id, s.Make(ctx, id, Body{"properties": Body{
		"principalId": principal, "principalType": "ServicePrincipal", "roleDefinitionId": roleID,
	}})
}

// pullRole is the role that lets an identity pull.
func (s *Scene) pullRole() string { return azure.RoleDefinitionID(s.SubscriptionID, azure.AcrPull) }

// oldGrant is older than Azure says that a grant has to be. Azure docs: container-registry-faq.
const oldGrant = 11 * time.Minute

// granted lets the identity pull, and waits until it really can.
func (s *Scene) granted(ctx context.Context) error {
	if _, err := s.grant(ctx, s.pullRole()); err != nil {
		return err
	}
	return s.pause(ctx, oldGrant)
}

// privatePath is all that a pull over private link needs of network, registry and identity.
func (s *Scene) privatePath(ctx context.Context) error {
	if err := s.stocked(ctx, serving, append(s.connected(), s.newIdentity())...); err != nil {
		return err
	}
	return s.granted(ctx)
}

// openPath is all that a pull from a public registry needs.
func (s *Scene) openPath(ctx context.Context) error {
	if err := s.stocked(ctx, serving, s.openRegistry()...); err != nil {
		return err
	}
	return s.granted(ctx)
}
