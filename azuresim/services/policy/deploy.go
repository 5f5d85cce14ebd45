package policy

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// byDefault is how long after a resource's acceptance Azure looks whether something is missing. Azure docs:
// governance/policy/concepts/effect-deploy-if-not-exists, evaluationDelay.
const byDefault = 10 * time.Minute

// deployment is what is to be looked at later.
type deployment struct {
	Target     string `json:"target"`
	Definition string `json:"definition"`
}

// written plans the look at a resource that was written, for each policy that may deploy something for it.
func (s *Service) written(r *engine.Request, result engine.Result) {
	for _, p := range s.governing(r.Resource) {
		if p.effect() != effectDeploy || !p.holds(s.about(r.Resource, p)) {
			continue
		}
		input := deployment{Target: r.Resource.ID, Definition: p.definition.id}
		// An input of two texts can be encoded.
		_, _ = s.engine.Start(effectDeploy, p.assignment, s.delay(p, result), input)
	}
}

// delay is the definition's evaluationDelay: a duration such as "PT15M", or the end of the operation.
func (s *Service) delay(p applied, result engine.Result) time.Duration {
	given, _ := p.details()["evaluationDelay"].(string)
	if strings.HasPrefix(given, "AfterProvisioning") && result.Operation != nil {
		return result.Operation.Ends.Sub(s.engine.Now())
	}
	duration, err := time.ParseDuration(strings.ToLower(strings.TrimPrefix(given, "PT")))
	if err != nil {
		return byDefault
	}
	return duration
}

// deploy is the look: what is missing is made. That it fails is seen by nobody but in the list of
// deployments, which is not simulated.
func (s *Service) deploy(assignment *engine.Resource, input json.RawMessage) error {
	var planned deployment
	if err := json.Unmarshal(input, &planned); err != nil {
		return fmt.Errorf("reading a planned deployment: %w", err)
	}
	target := s.engine.Find("", planned.Target)
	policies, err := s.policiesOf(assignment)
	if target == nil || err != nil {
		return err
	}
	for _, p := range policies {
		about := s.about(target, p)
		if !strings.EqualFold(p.definition.id, planned.Definition) || !p.holds(about) || s.isThere(p, about) {
			continue
		}
		if err := s.make(p, about); err != nil {
			return err
		}
	}
	return nil
}

// isThere reports whether a resource as the policy wants it exists: among the parts of the one that the rule
// is about, or beside it in its group.
func (s *Service) isThere(p applied, about *subject) bool {
	kind, _ := p.details()["type"].(string)
	around := about.resource.ID
	if !strings.HasPrefix(strings.ToLower(kind), strings.ToLower(about.resource.Type)+"/") {
		around, _ = about.group["id"].(string)
	}
	condition, conditional := p.details()["existenceCondition"].(engine.Body)
	return slices.ContainsFunc(s.engine.Children(around, ""), func(res *engine.Resource) bool {
		related := *about
		related.resource = res
		return strings.EqualFold(res.Type, kind) && (!conditional || related.holds(condition))
	})
}

// templateIn is what the policy deploys: the template's resources, and the values of its parameters.
func templateIn(details engine.Body) (resources []any, parameters engine.Body) {
	properties := object(object(details["deployment"])["properties"])
	resources, _ = object(properties["template"])["resources"].([]any)
	return resources, object(properties["parameters"])
}

// checkTemplate refuses templates with types that are not simulated, nested deployments among them.
func (s *Service) checkTemplate(details engine.Body) error {
	resources, _ := templateIn(details)
	for _, item := range resources {
		if kind, _ := object(item)["type"].(string); !s.engine.Knows(kind) {
			return fmt.Errorf("the resource type '%s' is not simulated", kind)
		}
	}
	return nil
}

// make creates what the policy's template lists.
func (s *Service) make(p applied, about *subject) error {
	resources, given := templateIn(p.details())
	inner := *about
	inner.parameters = map[string]any{}
	for name, value := range given {
		inner.parameters[name] = about.resolve(object(value)["value"])
	}
	for _, item := range resources {
		if err := s.makeOne(object(item), &inner); err != nil {
			return err
		}
	}
	return nil
}

// makeOne creates a resource of a template, in the group of the one that the rule is about.
func (s *Service) makeOne(item engine.Body, about *subject) error {
	kind, _ := item["type"].(string)
	row, _ := catalog.ByARM(kind)
	group, _ := about.group["id"].(string)
	id := idOf(group, row.ARM, fmt.Sprint(about.resolve(item["name"])))
	body := engine.Body{}
	for _, key := range []string{"location", "properties", "tags", "sku"} {
		if value, given := item[key]; given && (key != "location" || row.Location != catalog.NoLocation) {
			body[key] = about.resolve(value)
		}
	}
	return s.engine.Make(id, body)
}

// idOf is the id of a resource by its type, "N/a/b", and its name, "x/y", as templates have them.
func idOf(group, resourceType, name string) string {
	namespace, rest, _ := strings.Cut(resourceType, "/")
	parts, names := []string{group, "providers", namespace}, strings.Split(name, "/")
	for i, word := range strings.Split(rest, "/") {
		parts = append(parts, word)
		if i < len(names) {
			parts = append(parts, names[i])
		}
	}
	return strings.Join(parts, "/")
}
