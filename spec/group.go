package spec

// ResourceGroup is the resource group that holds everything, created or adopted.
type ResourceGroup struct {
	Name  string `pulumi:"name,optional" rule:"name=resource-group" derived:"rg-<name>"`
	Adopt bool   `pulumi:"adopt,optional"`
}

// Annotate documents the fields.
func (g *ResourceGroup) Annotate(a Annotator) {
	a.Describe(&g.Name, "Name of the resource group.")
	a.Describe(&g.Adopt, "Whether the resource group exists already and stays when the stack is destroyed.")
	a.SetDefault(&g.Adopt, false)
}
