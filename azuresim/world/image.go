package world

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// reference of an image: a host, a repository, and a tag or digest.
type imageName struct {
	host, repository, tag string
}

// parseImage reads "host/repository:tag" and "host/repository@sha256:...". Without a tag it is "latest", as
// for every container runtime.
func parseImage(text string) imageName {
	host, rest, hasHost := strings.Cut(text, "/")
	if !hasHost || !strings.ContainsAny(host, ".:") {
		host, rest = "docker.io", text
	}
	if repository, digest, ok := strings.Cut(rest, "@"); ok {
		return imageName{host: host, repository: repository, tag: "@" + digest}
	}
	if i := strings.LastIndex(rest, ":"); i > strings.LastIndex(rest, "/") {
		return imageName{host: host, repository: rest[:i], tag: rest[i:]}
	}
	return imageName{host: host, repository: rest, tag: ":latest"}
}

// local is the name within its registry.
func (n imageName) local() string {
	return n.repository + n.tag
}

func (n imageName) String() string {
	return n.host + "/" + n.local()
}

// importImage is the request of that action.
type importImage struct {
	Source struct {
		RegistryURI string `json:"registryUri"`
		ResourceID  string `json:"resourceId"`
		SourceImage string `json:"sourceImage"`
	} `json:"source"`
	TargetTags []string `json:"targetTags"`
	Mode       string   `json:"mode"`
}

func (w *World) startImport(reg *record, body Body) (Result, error) {
	in, err := read[importImage](body)
	if err != nil {
		return Result{}, err
	}
	if reg.Facts.Ready.IsZero() || reg.Operation != "" {
		return Result{}, w.busy(reg)
	}
	if v := see[registryView](reg.Body); !v.public() && !v.trusts() {
		return Result{}, refusal(http.StatusForbidden, "DENIED", "client with IP '%s' is not allowed "+
			"access. Refer https://aka.ms/acr/firewall to grant access.", publicAddress(reg.ID))
	}
	if in.Source.SourceImage == "" {
		return Result{}, badRequest("InvalidParameters", "The import request names no source image.")
	}
	if len(in.TargetTags) == 0 {
		in.TargetTags = []string{in.Source.SourceImage}
	}
	if err := in.clash(reg); err != nil {
		return Result{}, err
	}
	t := w.start(taskImport, reg.ID, importTakes)
	t.Import = &in
	return w.finished(nil, Result{Operation: &t.Operation})
}

// clash refuses tags that are there already, unless the import is forced.
func (in importImage) clash(reg *record) error {
	if strings.EqualFold(in.Mode, "Force") {
		return nil
	}
	for _, tag := range in.TargetTags {
		if _, exists := reg.Facts.Images[localName(tag)]; exists {
			return conflict("Conflict", "Tag %s already exists in target registry.", localName(tag))
		}
	}
	return nil
}

// localName is a target tag with "latest" if it names none.
func localName(tag string) string {
	return parseImage("registry.invalid/" + tag).local()
}

func (w *World) finishImport(t *task) error {
	reg := w.find(typeRegistry, t.ResourceID)
	if reg == nil {
		t.Status = StatusCanceled
		return nil
	}
	digest, err := w.source(*t.Import)
	if err != nil {
		return err
	}
	if err := t.Import.clash(reg); err != nil {
		return err
	}
	for _, tag := range t.Import.TargetTags {
		w.push(reg, localName(tag), digest)
	}
	return nil
}

// source is the digest of the image that is to be imported. The code of the refusal is assumed.
func (w *World) source(in importImage) (string, error) {
	if in.Source.ResourceID == "" {
		image := parseImage(in.Source.RegistryURI + "/" + in.Source.SourceImage)
		if slices.Contains(w.options.Images, image.String()) {
			return digestOf(image.String()), nil
		}
		return "", notFound("ImageNotFound", "The source image '%s' was not found.", image)
	}
	reg := w.find(typeRegistry, in.Source.ResourceID)
	if reg == nil {
		return "", notFound("ResourceNotFound", "The source registry '%s' was not found.",
			in.Source.ResourceID)
	}
	if see[registryView](reg.Body).Properties.Policies.Export.off() {
		return "", refusal(http.StatusForbidden, "DENIED", "The export policy of registry '%s' is disabled.",
			reg.name())
	}
	digest, exists := reg.Facts.Images[localName(in.Source.SourceImage)]
	if !exists {
		return "", notFound("ImageNotFound", "The source image '%s' was not found in registry '%s'.",
			in.Source.SourceImage, reg.name())
	}
	return digest, nil
}

func digestOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// push stores a manifest under its tag and its digest.
func (w *World) push(reg *record, local, digest string) {
	images := maps.Clone(reg.Facts.Images)
	if images == nil {
		images = map[string]string{}
	}
	images[local] = digest
	images[parseImage("registry.invalid/"+local).repository+"@"+digest] = digest
	reg.Facts.Images = images
	w.keep(reg)
}

// Push stands for a push by somebody inside the network: it makes "repository:tag" exist in the registry.
func (w *World) Push(registryID, image string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	reg := w.find(typeRegistry, registryID)
	if reg == nil {
		return fmt.Errorf("pushing %q: there is no registry %q", image, registryID)
	}
	w.push(reg, localName(image), digestOf(image))
	return w.commit()
}
