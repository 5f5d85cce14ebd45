package automation

import (
	"encoding/json"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"

	"private-acr/platform"
)

// readContract reads the contract out of a stack's outputs; it is nil where there is none. Fields it does not
// know are let pass: a newer platform has added them within the version.
func readContract(outputs auto.OutputMap) (*platform.Contract, error) {
	output, exported := outputs[platform.ContractOutput]
	if !exported {
		return nil, nil //nolint:nilnil // No contract is no fault of a program that is not the platform's.
	}
	text, err := json.Marshal(output.Value)
	if err != nil {
		return nil, err
	}
	var contract platform.Contract
	if err := json.Unmarshal(text, &contract); err != nil {
		return nil, err
	}
	if contract.Version != platform.ContractVersion {
		return nil, fmt.Errorf("it is a contract of version %d and this library reads version %d",
			contract.Version, platform.ContractVersion)
	}
	return &contract, nil
}
