package catalog

var webTypes = []Type{WebApp, WebAppSlot}

const (
	webVersion = "2022-09-01"
	webUnnamed = "rules do not look at it, and nobody here makes one"
	inWeb      = inGroup + "Microsoft.Web/"
)

// The types of App Service, Microsoft.Web.
var (
	// WebApp is an app or a function app.
	WebApp = Type{
		ARM: "Microsoft.Web/sites", Token: "web:WebApp",
		APIVersion: webVersion, Noun: "web app",
		Path:      inWeb + "sites/{name}",
		NoName:    webUnnamed,
		ReplaceOn: []string{"location", "kind"}, ReplaceSource: replaceInProvider,
		Location: Regional,
		NoModel:  "not simulated",
	}
	// WebAppSlot is a second deployment of an app beside the first.
	WebAppSlot = Type{
		ARM: "Microsoft.Web/sites/slots", Token: "web:WebAppSlot",
		APIVersion: webVersion, Noun: "slot of web app",
		Path:   inWeb + "sites/{name}/slots/{slot}",
		Naming: LogicalName, NoName: webUnnamed,
		Location: Regional,
		NoModel:  "not simulated",
	}
)
