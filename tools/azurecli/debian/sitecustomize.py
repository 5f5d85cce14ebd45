"""Mends what Debian 12 packages beside azure-cli 2.45.0, and is of no effect on any other.

Its python3-azure is not the one that this azure-cli was made for: it lacks the network models of 2022-01-01, and the
operations of roles have lost the name "config". Its requests is imported by two threads at once, which fails.
"""

try:
    import requests  # noqa: F401
    from azure.cli.core import __version__
    from azure.cli.core.profiles import AZURE_API_PROFILES, ResourceType
    from azure.mgmt.authorization.v2018_01_01_preview.operations import RoleDefinitionsOperations
    from azure.mgmt.authorization.v2020_04_01_preview.operations import RoleAssignmentsOperations
except ImportError:
    __version__ = None

if __version__ == "2.45.0":
    AZURE_API_PROFILES["latest"][ResourceType.MGMT_NETWORK] = "2022-07-01"
    for operations in RoleDefinitionsOperations, RoleAssignmentsOperations:
        if not hasattr(operations, "config"):
            operations.config = property(lambda self: self._config)
