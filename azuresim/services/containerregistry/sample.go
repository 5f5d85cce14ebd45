package containerregistry

// Behaviour is what a container does that runs an image.
type Behaviour string

const (
	// Runs is an image whose container becomes ready at once and stays so: every image but those below.
	Runs Behaviour = "runs"
	// Completes is an image whose container ends with exit code 0, at once.
	Completes Behaviour = "completes"
	// Crashes is an image whose container ends with exit code 1, at once.
	Crashes Behaviour = "crashes"
	// NeverReady is an image whose container runs and never passes a probe.
	NeverReady Behaviour = "never-ready"
)

// SampleHost is where the images are with which anybody, through any client, can have a container fail: they
// are public, can be imported into a registry under any name, and keep their behaviour. The domain is
// reserved for examples (RFC 2606), so that no program can mean another image by it.
const SampleHost = "images.example"

// behaviours are those of public images that do something else than run.
var behaviours = map[string]Behaviour{
	SampleHost + "/runs:1":        Runs,
	SampleHost + "/completes:1":   Completes,
	SampleHost + "/crashes:1":     Crashes,
	SampleHost + "/never-ready:1": NeverReady,
	// Docker's, which says hello and ends.
	"mcr.microsoft.com/hello-world:latest": Completes,
}

// byDigest are the behaviours by what is imported with an image.
var byDigest = func() map[string]Behaviour {
	all := map[string]Behaviour{}
	for image, behaviour := range behaviours {
		all[digestOf(image)] = behaviour
	}
	return all
}()

// BehaviourOf is what the container of a manifest does.
func BehaviourOf(digest string) Behaviour {
	if behaviour, special := byDigest[digest]; special {
		return behaviour
	}
	return Runs
}

// isSample reports whether an image is one of SampleHost's.
func isSample(fullName string) bool {
	_, special := behaviours[fullName]
	return special
}
