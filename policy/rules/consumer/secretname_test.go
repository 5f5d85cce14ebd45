package consumer_test

import (
	"testing"

	"private-acr/policy/rules/consumer"
)

func TestLooksSecret(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"PASSWORD", "DB_PASSWORD", "dbPassword", "DbPassword", "Db--Password", "PASSWORD1", "PASSWORD_OLD",
		"PGPASSWORD", "POSTGRES_PASSWD", "SSH_PASSPHRASE", "DB_PASS", "MYSQL_PWD",
		"SECRET", "AZURE_CLIENT_SECRET", "clientSecret", "SECRET_KEY_BASE", "KEY_VAULT_SECRET",
		"GITHUB_TOKEN", "TOKEN", "OAUTH2_TOKEN", "BLOB_SAS_TOKEN", "BLOB_SAS",
		"API_KEY", "APIKEY", "apiKey", "APIKey", "OPENAI_API_KEY", "API_KEY_BACKUP", "STORAGE_KEY1",
		"SIGNING_KEY",
		"AWS_SECRET_ACCESS_KEY", "ACCESS_KEY_OLD", "ACCESSKEY", "ACCOUNTKEY", "SHAREDKEY", "SECRETKEY",
		"PRIVATE_KEY_PEM", "PRIVATEKEY", "PRIMARY_KEY",
		"CONNECTION_STRING", "ConnectionStrings__Default", "SQLCONNECTIONSTRING_CONNECTIONSTRING",
		"CONNECTIONSTRINGS:DB", "DB_CONN_STR", "MY_APPLICATIONINSIGHTS_SECRET",
	} {
		if !consumer.LooksSecret(name) {
			t.Errorf("%s: want it taken for a secret", name)
		}
	}
}

func TestLooksSecretKnowsFalseFriends(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"", "_", "42", "PORT", "LOG_LEVEL", "DATABASE_URL", "KEY", "PWD", "PASS", "OLDPWD", "COMPASS",
		"KEY_VAULT_URI", "KEY_VAULT", "KEYBOARD_LAYOUT", "MONKEY", "PASS_THROUGH", "PASSWORDLESS",
		"TOKEN_URL", "TOKEN_ENDPOINT", "TOKEN_TTL", "TOKEN_LIFETIME_SECONDS", "MAX_TOKENS", "TOKENIZER",
		"SECRET_NAME", "SECRET_ID", "secretUri", "CLIENT_SECRET_ID", "AWS_ACCESS_KEY_ID", "AZURE_CLIENT_ID",
		"AZURE_FEDERATED_TOKEN_FILE", "PASSWORD_MIN_LENGTH", "PASSWORD_LOGIN_ENABLED", "API_KEY_HEADER",
		"PUBLIC_KEY", "publicKey", "JWT_PUBLIC_KEY", "PARTITION_KEY", "SORT_KEY", "ROUTING_KEY", "CACHE_KEY",
		"FOREIGN_KEY", "CONNECTION_TIMEOUT", "CONNECTION_POOL_STRING", "STRING_CONNECTION", "PRIVATE_DATA",
		"APPLICATIONINSIGHTS_CONNECTION_STRING",
	} {
		if consumer.LooksSecret(name) {
			t.Errorf("%s: want it taken for no secret", name)
		}
	}
}

func FuzzLooksSecret(f *testing.F) {
	f.Add("DB_PASSWORD")
	f.Add("\xffKey")
	f.Fuzz(func(t *testing.T, name string) {
		if consumer.LooksSecret(name + "_ID") {
			t.Errorf("%q: an id is no secret", name+"_ID")
		}
		if !consumer.LooksSecret("A_" + name + "_PASSWORD") {
			t.Errorf("%q: want it taken for a secret", "A_"+name+"_PASSWORD")
		}
	})
}
