// Package automation drives a stack of private-acr from Go: it previews, updates, refreshes, destroys and
// recovers it over Pulumi's Automation API. Use it in pipelines, portals and tests; the command private-acr
// is a thin layer on it.
//
// A stack's program comes from one of three places: typed settings ([FromSettings]), which need no file at
// all, the Pulumi project in a folder ([FromFolder]), or any other function ([FromProgram]). The policy pack
// checks every preview, and every update is preceded by one, because rules about the whole stack would
// otherwise speak up only when everything is built.
//
// What went wrong is an [*Error], which [errors.Is] tells by its reason:
//
//	deployed, err := stack.Up(ctx)
//	switch {
//	case errors.Is(err, automation.ErrLocked): // another update is under way: try again later
//	case errors.Is(err, automation.ErrPolicy): // a mandatory rule is broken: nothing was changed
//	}
package automation
