package dev.poort.management;

import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;

/**
 * What clients learn of a cloud at {@code /metadata/endpoints}: that everything is here. Each shape
 * is that of the versions of which clients ask for it.
 */
final class CloudMetadata {
  private static final String FIRST = "2018-01-01";
  private static final String OBJECT = "2022-09-01";

  private CloudMetadata() {}

  /**
   * The document of a version.
   *
   * @param base how the client calls this server
   * @param version the api-version; the newest for none
   */
  static JsonValue of(String base, String version) {
    String text =
        !version.isEmpty() && version.compareTo(FIRST) < 0
            ? first(base)
            : version.isEmpty() || version.compareTo(OBJECT) >= 0
                ? cloud(base)
                : "[" + cloud(base) + "]";
    JsonValue document = JsonReader.read("metadata", text).value();
    if (document == null) throw new IllegalStateException("what is written is read again");
    return document;
  }

  /** Of az cloud register and of Azure Stack's tools: 2015-01-01. */
  private static String first(String base) {
    return """
    {"galleryEndpoint": @URL, "graphEndpoint": @URL, "portalEndpoint": @URL,
     "authentication": {"loginEndpoint": @LOGIN, "audiences": [@URL]}}
    """
        .replace("@URL", quoted(base + "/"))
        .replace("@LOGIN", quoted(base + "/adfs"));
  }

  /** Of 2019-05-01 as one of a list, of 2022-09-01 alone. */
  private static String cloud(String base) {
    return """
    {"name": "Poort", "portal": @URL, "resourceManager": @URL, "graph": @URL, "graphAudience": @URL,
     "gallery": @URL, "batch": @URL, "sqlManagement": @URL, "vmImageAliasDoc": @URL, "media": @URL,
     "microsoftGraphResourceId": @URL, "activeDirectoryDataLake": @URL,
     "authentication": {"loginEndpoint": @LOGIN, "audiences": [@URL], "tenant": "common",
       "identityProvider": "AAD"},
     "suffixes": {"storage": "poort.invalid", "keyVaultDns": "vault.poort.invalid",
       "sqlServerHostname": "database.poort.invalid",
       "acrLoginServer": "azurecr.poort.invalid",
       "azureDataLakeStoreFileSystem": "datalake.poort.invalid",
       "azureDataLakeAnalyticsCatalogAndJob": "analytics.poort.invalid"}}
    """
        .replace("@URL", quoted(base + "/"))
        .replace("@LOGIN", quoted(base + "/adfs"));
  }

  private static String quoted(String text) {
    return JsonString.quoted(text);
  }
}
