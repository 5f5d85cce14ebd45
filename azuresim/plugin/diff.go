package plugin

import (
	"context"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// Diff compares the inputs that made a resource with those that the program has now.
func (p *provider) Diff(_ context.Context, request plugin.DiffRequest) (plugin.DiffResponse, error) {
	typ, err := typeOf(request.URN)
	if err != nil {
		return plugin.DiffResponse{}, err
	}
	olds := inputsOf(request.OldInputs, request.OldOutputs)
	if given(olds[importedKey]) {
		olds = projectMap(olds, request.NewInputs)
	}
	details := typ.changes(olds, request.NewInputs, request.IgnoreChanges)
	if len(details) == 0 {
		return plugin.DiffResponse{Changes: plugin.DiffNone}, nil
	}
	result := plugin.DiffResponse{Changes: plugin.DiffSome, DetailedDiff: details}
	result.DeleteBeforeReplace = result.Replace() && !olds[createBeforeDelete].IsBool()
	return result, nil
}

func (r resourceType) changes(
	olds, news resource.PropertyMap, ignored []string,
) map[string]plugin.PropertyDiff {
	details := plugin.NewDetailedDiffFromObjectDiff(olds.Diff(news, isHidden), true)
	for path, detail := range details {
		first, ok := topLevel(path)
		switch {
		case isIgnored(path, ignored), first == "location" && sameRegion(olds[first], news[first]):
			delete(details, path)
		case ok && r.Replaces(string(first)):
			details[path] = detail.ToReplace()
		}
	}
	return details
}

func isHidden(key resource.PropertyKey) bool {
	return strings.HasPrefix(string(key), hiddenPrefix)
}

func topLevel(path string) (resource.PropertyKey, bool) {
	parsed, err := resource.ParsePropertyPath(path)
	if err != nil || len(parsed) == 0 {
		return "", false
	}
	key, ok := parsed[0].(string)
	return resource.PropertyKey(key), ok
}

// isIgnored tells whether an ignoreChanges option covers the path. The engine resets ignored inputs itself;
// this is for the paths that it cannot.
func isIgnored(path string, ignored []string) bool {
	changed, err := resource.ParsePropertyPath(path)
	if err != nil {
		return false
	}
	for _, text := range ignored {
		if pattern, err := resource.ParsePropertyPath(text); err == nil && pattern.Contains(changed) {
			return true
		}
	}
	return false
}

func sameRegion(a, b resource.PropertyValue) bool {
	before, known := catalog.Text(a)
	after, alsoKnown := catalog.Text(b)
	return known && alsoKnown && azure.SameRegion(before, after)
}
