package catalog

import (
	"slices"
	"strings"
)

// Offers reports whether an api-version exists for the type, as far as anybody knows: one that is younger
// than all that are known may have come since, and of most types none are known. Versions begin with a date,
// so text orders them.
func (t Type) Offers(version string) bool {
	version = strings.ToLower(version)
	return len(t.Versions) == 0 || slices.Contains(t.Versions, version) || version > slices.Max(t.Versions)
}

// Lists of api-versions in refusals of Azure, each of another month.
var (
	// groupVersions: ansible-collections/azure#2117, November 2025.
	groupVersions = strings.Fields(`
		2014-04 2014-02-26 2013-03-01 2014-01-01 2014-04-01 2014-04-01-preview
		2015-01-01 2015-11-01 2016-02-01 2016-06-01 2016-07-01 2016-09-01
		2017-03-01 2017-05-01 2017-05-10 2017-06-01 2017-08-01 2017-12-01
		2018-01-01 2018-02-01 2018-05-01 2018-06-01 2018-07-01 2018-08-01 2018-09-01 2018-11-01
		2019-03-01 2019-05-01 2019-05-10 2019-06-01 2019-07-01 2019-08-01 2019-09-01 2019-10-01 2019-11-01
		2020-01-01 2020-05-01 2020-06-01 2020-07-01 2020-08-01 2020-09-01 2020-10-01 2021-01-01 2021-04-01
		2022-01-01 2022-03-01-preview 2022-05-01 2022-06-01 2022-09-01 2022-11-01-preview 2022-12-01
		2023-03-01-preview 2023-07-01-preview 2023-07-01 2024-03-01 2024-06-01-preview 2024-07-01 2024-08-01
		2024-11-01 2024-10-01-preview 2025-03-01 2025-04-01`)
	// registryVersions: JulianHayward/Azure-MG-Sub-Governance-Reporting#266, November 2024.
	registryVersions = strings.Fields(`
		2017-03-01 2017-10-01 2019-05-01 2019-12-01-preview 2020-11-01-preview
		2021-06-01-preview 2021-08-01-preview 2021-09-01 2021-12-01-preview 2022-02-01-preview 2022-12-01
		2023-01-01-preview 2023-06-01-preview 2023-07-01 2023-08-01-preview 2023-11-01-preview`)
	// environmentVersions: azure-quickstart-templates#14551, July 2025.
	environmentVersions = strings.Fields(`
		2022-03-01 2022-06-01-preview 2022-10-01 2022-11-01-preview
		2023-04-01-preview 2023-05-01 2023-05-02-preview 2023-08-01-preview 2023-11-02-preview
		2024-02-02-preview 2024-03-01 2024-08-02-preview 2024-10-02-preview 2025-01-01 2025-02-02-preview`)
)
