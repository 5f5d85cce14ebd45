package automation

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/arm"
	"private-acr/platform"
	"private-acr/settings"
)

// FromSettings opens the stack of the platform that the settings ask for, and creates it where it does not
// exist. The stack has no files of its own: its settings are the ones given here, at every operation. Close
// it when it is no longer needed.
func FromSettings(
	ctx context.Context, name string, parsed settings.Settings, options Options,
) (*Stack, error) {
	program := platformProgram(parsed, options) //nolint:contextcheck // The engine gives it a context.
	return FromProgram(ctx, settings.Namespace, name, program, options)
}

// platformProgram is the platform program with settings that are known already.
func platformProgram(parsed settings.Settings, options Options) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		resourceManager, err := resourceManager(ctx.Context(), options.variable("ARM_METADATA_HOSTNAME"))
		if err != nil {
			return err
		}
		built, err := platform.New(ctx, parsed.Name, &platform.Args{
			Settings: parsed, ResourceManager: resourceManager,
		})
		if err != nil {
			return err
		}
		ctx.Export(platform.ContractOutput, built.Contract)
		return nil
	}
}

// resourceManager is that of the metadata host which the azure-native provider is told, so that the gates
// call the Azure that the provider calls; "" is that of the location's cloud.
func resourceManager(ctx context.Context, metadataHost string) (string, error) {
	if metadataHost == "" {
		return "", nil
	}
	return arm.Discover(ctx, metadataHost)
}

// FromProgram opens the stack of any other program, an app team's for example, as [FromSettings] does. The
// project is the name of the Pulumi project that the stack belongs to.
func FromProgram(
	ctx context.Context, project, name string, program pulumi.RunFunc, options Options,
) (*Stack, error) {
	completed, err := options.complete(ctx)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "private-acr-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for stack %q: %w", name, err)
	}
	s := &Stack{name: name, options: completed, temporary: folder, program: &goProgram{run: program}}
	if err := s.openProgram(ctx, project); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Stack) openProgram(ctx context.Context, project string) error {
	work, home := filepath.Join(s.temporary, "work"), s.options.Home
	if home == "" {
		home = filepath.Join(s.temporary, "home")
	}
	for _, folder := range []string{work, home} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return fmt.Errorf("making a folder for stack %q: %w", s.name, err)
		}
	}
	return s.open(ctx, auto.WorkDir(work), auto.PulumiHome(home), auto.Program(s.program.Run),
		auto.Project(workspace.Project{
			Name: tokens.PackageName(project), Runtime: workspace.NewProjectRuntimeInfo("go", nil),
		}))
}

// FromFolder opens a stack of the Pulumi project in a folder, with the configuration that the folder has for
// it, and creates the stack where it does not exist.
func FromFolder(ctx context.Context, folder, name string, options Options) (*Stack, error) {
	completed, err := options.complete(ctx)
	if err != nil {
		return nil, err
	}
	s := &Stack{name: name, options: completed}
	if err := s.open(ctx, auto.WorkDir(folder), auto.PulumiHome(completed.Home)); err != nil {
		return nil, err
	}
	return s, nil
}

// checkName refuses a name that the CLI would take for a flag, and any other that Pulumi has no stack of. An
// organization and a project may go before it.
func checkName(name string) error {
	parts := strings.Split(name, "/")
	_, err := tokens.ParseStackName(parts[len(parts)-1])
	if err == nil && strings.HasPrefix(name, "-") {
		err = errors.New("a stack name may not begin with a hyphen")
	}
	if err != nil {
		return fmt.Errorf("opening stack %q: %w", name, err)
	}
	return nil
}

// open selects the stack, or creates it.
func (s *Stack) open(ctx context.Context, source ...auto.LocalWorkspaceOption) error {
	if err := checkName(s.name); err != nil {
		return err
	}
	work, err := auto.NewLocalWorkspace(ctx, append(source, auto.Pulumi(s.options.Pulumi),
		auto.SecretsProvider(s.options.SecretsProvider), auto.EnvVars(s.options.environment()))...)
	if err != nil {
		return fmt.Errorf("preparing stack %q: %w", s.name, err)
	}
	s.stack, err = auto.UpsertStack(ctx, s.name, work)
	if err != nil {
		return failure(ctx, "selecting", s.name, err, nil, &record{})
	}
	return nil
}

// goProgram is a Go function as a program. It keeps the error that the function returned last, of which the
// engine only hears the text.
type goProgram struct {
	run pulumi.RunFunc
	mu  sync.Mutex
	err error
}

func (p *goProgram) Run(ctx *pulumi.Context) error {
	err := p.run(ctx)
	p.keep(err)
	return err
}

func (p *goProgram) keep(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.err = err
}

func (p *goProgram) lastError() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}
