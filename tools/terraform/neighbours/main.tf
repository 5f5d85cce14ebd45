# What a registry and its network have around them, each resource of azurerm once.

terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
  }
}

provider "azurerm" {
  features {}
  resource_provider_registrations = "none"
}

variable "region" {
  type    = string
  default = "koreacentral"
}

resource "azurerm_resource_group" "main" {
  name     = "rg-neighbours"
  location = var.region
}

resource "azurerm_container_registry" "main" {
  name                = "acrneighbours"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
  sku                 = "Premium"
  admin_enabled       = true

  georeplications {
    location                        = "japaneast"
    global_endpoint_routing_enabled = true
  }
}

resource "azurerm_container_registry_scope_map" "pull" {
  name                    = "pull-only"
  resource_group_name     = azurerm_resource_group.main.name
  container_registry_name = azurerm_container_registry.main.name
  actions                 = ["repositories/app/content/read", "repositories/app/metadata/read"]
}

resource "azurerm_container_registry_token" "pull" {
  name                    = "pull-token"
  resource_group_name     = azurerm_resource_group.main.name
  container_registry_name = azurerm_container_registry.main.name
  scope_map_id            = azurerm_container_registry_scope_map.pull.id
}

resource "azurerm_container_registry_token_password" "pull" {
  container_registry_token_id = azurerm_container_registry_token.pull.id
  password1 {}
}

resource "azurerm_container_registry_webhook" "push" {
  name                = "onpush"
  resource_group_name = azurerm_resource_group.main.name
  registry_name       = azurerm_container_registry.main.name
  location            = var.region
  service_uri         = "https://ci.example.com/hook"
  actions             = ["push"]
  custom_headers      = { "X-Team" = "hub" }
}

resource "azurerm_container_registry_credential_set" "hub" {
  name                  = "docker-hub"
  container_registry_id = azurerm_container_registry.main.id
  login_server          = "docker.io"

  identity {
    type = "SystemAssigned"
  }

  authentication_credentials {
    username_secret_id = "https://kv-example.vault.azure.net/secrets/user"
    password_secret_id = "https://kv-example.vault.azure.net/secrets/password"
  }
}

resource "azurerm_container_registry_cache_rule" "nginx" {
  name                  = "nginx-rule"
  container_registry_id = azurerm_container_registry.main.id
  source_repo           = "docker.io/library/nginx"
  target_repo           = "nginx"
  credential_set_id     = azurerm_container_registry_credential_set.hub.id
}

resource "azurerm_container_registry_task" "build" {
  name                  = "build-app"
  container_registry_id = azurerm_container_registry.main.id

  platform {
    os = "Linux"
  }

  docker_step {
    dockerfile_path      = "Dockerfile"
    context_path         = "https://example.com/app.git#main"
    context_access_token = "token"
    image_names          = ["app:{{.Run.ID}}"]
  }
}

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "builders" {
  name                 = "builders"
  resource_group_name  = azurerm_resource_group.main.name
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.1.0/24"]
}

resource "azurerm_container_registry_agent_pool" "builders" {
  name                      = "builders"
  resource_group_name       = azurerm_resource_group.main.name
  container_registry_name   = azurerm_container_registry.main.name
  location                  = var.region
  virtual_network_subnet_id = azurerm_subnet.builders.id
}

resource "azurerm_virtual_network" "spoke" {
  name                = "vnet-spoke"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_virtual_network_peering" "out" {
  name                      = "to-spoke"
  resource_group_name       = azurerm_resource_group.main.name
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
}

resource "azurerm_virtual_network_peering" "back" {
  name                      = "to-hub"
  resource_group_name       = azurerm_resource_group.main.name
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}

resource "azurerm_log_analytics_workspace" "main" {
  name                = "log-neighbours"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.region
  retention_in_days   = 90
}

resource "azurerm_monitor_diagnostic_setting" "registry" {
  name                       = "all-logs"
  target_resource_id         = azurerm_container_registry.main.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.main.id

  enabled_log {
    category_group = "allLogs"
  }

  enabled_metric {
    category = "AllMetrics"
  }
}

resource "azurerm_private_dns_zone" "main" {
  name                = "example.internal"
  resource_group_name = azurerm_resource_group.main.name

  soa_record {
    email = "dns.example.internal"
  }
}

resource "azurerm_private_dns_a_record" "www" {
  name                = "www"
  private_dns_zone_id = azurerm_private_dns_zone.main.id
  ttl                 = 300
  records             = ["10.0.0.4"]
}

resource "azurerm_private_dns_cname_record" "alias" {
  name                = "alias"
  private_dns_zone_id = azurerm_private_dns_zone.main.id
  ttl                 = 300
  record              = "www.example.internal"
}

resource "azurerm_private_dns_txt_record" "apex" {
  name                = "@"
  private_dns_zone_id = azurerm_private_dns_zone.main.id
  ttl                 = 300
  record {
    value = "text"
  }
}

data "azurerm_container_registry" "main" {
  name                = azurerm_container_registry.main.name
  resource_group_name = azurerm_resource_group.main.name
}

output "admin" {
  value = data.azurerm_container_registry.main.admin_username
}
