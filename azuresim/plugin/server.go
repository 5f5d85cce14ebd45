package plugin

import (
	"context"
	"fmt"
	"net"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// Options says where Resource Manager is and whom the plugin speaks for.
type Options struct {
	// ResourceManager is the URL of Resource Manager, for example "http://127.0.0.1:8080".
	ResourceManager string

	// SubscriptionID is the subscription of providers that do not configure one.
	SubscriptionID string

	// TenantID, ClientID and ObjectID are what getClientConfig answers, unless a provider configures another
	// tenant or client.
	TenantID, ClientID, ObjectID string

	// Credential makes the tokens that the plugin shows Resource Manager and getClientToken answers.
	Credential azcore.TokenCredential
}

// maxMessage is the size of message that the Pulumi engine allows, in bytes.
const maxMessage = 400 << 20

// Server is a running plugin.
type Server struct {
	listener net.Listener
	grpc     *grpc.Server
}

// Serve starts the plugin on a free port of the loopback interface. It serves until Close.
func Serve(options Options) (*Server, error) {
	arm, err := newClient(options.ResourceManager, options.Credential)
	if err != nil {
		return nil, fmt.Errorf("starting the azure-native plugin: %w", err)
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("starting the azure-native plugin: %w", err)
	}
	running := &Server{
		listener: listener,
		grpc:     grpc.NewServer(grpc.MaxRecvMsgSize(maxMessage), grpc.StatsHandler(sessions{options})),
	}
	served := &provider{arm: arm, options: options}
	pulumirpc.RegisterResourceProviderServer(running.grpc, server{plugin.NewProviderServer(served)})
	go func() { _ = running.grpc.Serve(listener) }() // ends with Close, or when a listener of loopback breaks
	return running, nil
}

// Port is the TCP port on 127.0.0.1 for PULUMI_DEBUG_PROVIDERS.
func (s *Server) Port() int {
	if address, ok := s.listener.Addr().(*net.TCPAddr); ok {
		return address.Port
	}
	return 0
}

// Close stops the plugin at once. Operations under way end with an error here and go on in Azure.
func (s *Server) Close() error {
	s.grpc.Stop()
	return nil
}
