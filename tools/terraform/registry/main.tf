# A private registry with everything that an image's way to its containers needs, as one would write it for
# terraform-provider-azurerm. It is here to try simulated Azure with a client that nobody here wrote.

terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
  }
}

provider "azurerm" {
  features {}
  resource_provider_registrations = "none"
}

variable "name" {
  type    = string
  default = "terraform"
}

variable "region" {
  type    = string
  default = "koreacentral"
}

# The image that is imported and run, as the import's source and as a tag of the registry.
variable "image" {
  type    = string
  default = "azuredocs/aci-helloworld:latest"
}

resource "azurerm_resource_group" "main" {
  name     = "rg-${var.name}"
  location = var.region
}

resource "azurerm_container_registry" "main" {
  name                                  = "acr${var.name}"
  resource_group_name                   = azurerm_resource_group.main.name
  location                              = var.region
  sku                                   = "Premium"
  public_network_access_enabled         = false
  network_rule_bypass_option            = "AzureServices"
  network_rule_bypass_for_tasks_enabled = false
  tags                                  = { team = "hub" }
}

resource "azurerm_virtual_network" "main" {
  name                = "vnet-${var.name}"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_network_security_group" "endpoints" {
  name                = "nsg-endpoints"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region

  security_rule {
    name                       = "allow-https"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_address_prefix      = "VirtualNetwork"
    source_port_range          = "*"
    destination_address_prefix = "VirtualNetwork"
    destination_port_range     = "443"
  }
}

resource "azurerm_subnet" "endpoints" {
  name                 = "endpoints"
  resource_group_name  = azurerm_resource_group.main.name
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.0.1.0/24"]
}

resource "azurerm_subnet_network_security_group_association" "endpoints" {
  subnet_id                 = azurerm_subnet.endpoints.id
  network_security_group_id = azurerm_network_security_group.endpoints.id
}

resource "azurerm_subnet" "apps" {
  name                 = "apps"
  resource_group_name  = azurerm_resource_group.main.name
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.0.2.0/24"]

  delegation {
    name = "apps"
    service_delegation {
      name    = "Microsoft.App/environments"
      actions = ["Microsoft.Network/virtualNetworks/subnets/join/action"]
    }
  }
}

resource "azurerm_subnet" "groups" {
  name                 = "groups"
  resource_group_name  = azurerm_resource_group.main.name
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.0.3.0/24"]

  delegation {
    name = "groups"
    service_delegation {
      name    = "Microsoft.ContainerInstance/containerGroups"
      actions = ["Microsoft.Network/virtualNetworks/subnets/action"]
    }
  }
}

resource "azurerm_public_ip" "egress" {
  name                = "pip-egress"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
  allocation_method   = "Static"
  sku                 = "Standard"
}

resource "azurerm_nat_gateway" "egress" {
  name                = "nat-egress"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
}

resource "azurerm_nat_gateway_public_ip_association" "egress" {
  nat_gateway_id       = azurerm_nat_gateway.egress.id
  public_ip_address_id = azurerm_public_ip.egress.id
}

resource "azurerm_subnet_nat_gateway_association" "groups" {
  subnet_id      = azurerm_subnet.groups.id
  nat_gateway_id = azurerm_nat_gateway.egress.id
}

resource "azurerm_private_dns_zone" "registry" {
  name                = "privatelink.azurecr.io"
  resource_group_name = azurerm_resource_group.main.name
}

resource "azurerm_private_dns_zone_virtual_network_link" "registry" {
  name                = "link-${var.name}"
  private_dns_zone_id = azurerm_private_dns_zone.registry.id
  virtual_network_id  = azurerm_virtual_network.main.id
}

resource "azurerm_private_endpoint" "registry" {
  name                = "pe-registry"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
  subnet_id           = azurerm_subnet.endpoints.id

  private_service_connection {
    name                           = "registry"
    private_connection_resource_id = azurerm_container_registry.main.id
    subresource_names              = ["registry"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.registry.id]
  }
}

resource "azurerm_user_assigned_identity" "puller" {
  name                = "id-puller"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
}

resource "azurerm_role_assignment" "pull" {
  scope                = azurerm_container_registry.main.id
  role_definition_name = "AcrPull"
  principal_id         = azurerm_user_assigned_identity.puller.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_log_analytics_workspace" "main" {
  name                = "log-${var.name}"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
}

# No resource of azurerm imports an image.
resource "terraform_data" "image" {
  input = { registry = azurerm_container_registry.main.id, image = var.image }
  provisioner "local-exec" {
    command = "import-image '${self.input.registry}' '${self.input.image}'"
  }
}

resource "azurerm_container_app_environment" "main" {
  name                       = "cae-${var.name}"
  resource_group_name        = azurerm_resource_group.main.name
  location                   = var.region
  logs_destination           = "log-analytics"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id
  infrastructure_subnet_id   = azurerm_subnet.apps.id

  workload_profile {
    name                  = "Consumption"
    workload_profile_type = "Consumption"
  }
}

resource "azurerm_container_app" "main" {
  name                         = "ca-${var.name}"
  resource_group_name          = azurerm_resource_group.main.name
  container_app_environment_id = azurerm_container_app_environment.main.id
  revision_mode                = "Single"
  workload_profile_name        = "Consumption"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.puller.id]
  }

  registry {
    server   = azurerm_container_registry.main.login_server
    identity = azurerm_user_assigned_identity.puller.id
  }

  secret {
    name  = "greeting"
    value = "hello"
  }

  ingress {
    target_port = 80
    traffic_weight {
      latest_revision = true
      percentage      = 100
    }
  }

  template {
    container {
      name   = "hello"
      image  = "${azurerm_container_registry.main.login_server}/${terraform_data.image.output.image}"
      cpu    = 0.25
      memory = "0.5Gi"
      env {
        name        = "GREETING"
        secret_name = "greeting"
      }
    }
  }

  depends_on = [
    azurerm_role_assignment.pull, azurerm_private_endpoint.registry,
    azurerm_private_dns_zone_virtual_network_link.registry,
  ]
}

resource "azurerm_container_group" "main" {
  name                = "ci-${var.name}"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
  os_type             = "Linux"
  ip_address_type     = "Private"
  subnet_ids          = [azurerm_subnet.groups.id]

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.puller.id]
  }

  image_registry_credential {
    server                    = azurerm_container_registry.main.login_server
    user_assigned_identity_id = azurerm_user_assigned_identity.puller.id
  }

  container {
    name   = "hello"
    image  = "${azurerm_container_registry.main.login_server}/${terraform_data.image.output.image}"
    cpu    = 0.5
    memory = 0.5
    ports {
      port     = 80
      protocol = "TCP"
    }
  }

  depends_on = [
    azurerm_role_assignment.pull, azurerm_private_endpoint.registry,
    azurerm_private_dns_zone_virtual_network_link.registry,
    azurerm_subnet_nat_gateway_association.groups,
  ]
}
