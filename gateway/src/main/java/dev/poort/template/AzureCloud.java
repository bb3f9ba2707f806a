package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.Position;
import java.util.List;

/** What {@code environment()} says of Azure's public cloud. */
public final class AzureCloud {
  /** What the host of a Key Vault ends with, after its name. */
  public static final String KEY_VAULT_DNS = ".vault.azure.net";

  /** What the host of a storage account ends with, after its name and its service. */
  public static final String STORAGE = "core.windows.net";

  private AzureCloud() {}

  static JsonObject document(Position position) {
    return new Document(position)
        .text("name", "AzureCloud")
        .text("gallery", "https://gallery.azure.com/")
        .text("graph", "https://graph.windows.net/")
        .text("portal", "https://portal.azure.com")
        .text("graphAudience", "https://graph.windows.net/")
        .text("activeDirectoryDataLake", "https://datalake.azure.net/")
        .text("batch", "https://batch.core.windows.net/")
        .text("media", "https://rest.media.azure.net")
        .text("sqlManagement", "https://management.core.windows.net:8443/")
        .text(
            "vmImageAliasDoc",
            "https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json")
        .text("resourceManager", "https://management.azure.com/")
        .put(
            "authentication",
            new Document(position)
                .text("loginEndpoint", "https://login.microsoftonline.com/")
                .put(
                    "audiences",
                    new JsonArray(
                        List.of(
                            new JsonString("https://management.core.windows.net/", position),
                            new JsonString("https://management.azure.com/", position)),
                        position))
                .text("tenant", "common")
                .text("identityProvider", "AAD")
                .build())
        .put(
            "suffixes",
            new Document(position)
                .text("acrLoginServer", ".azurecr.io")
                .text("azureDatalakeAnalyticsCatalogAndJob", "azuredatalakeanalytics.net")
                .text("azureDatalakeStoreFileSystem", "azuredatalakestore.net")
                .text("azureFrontDoorEndpointSuffix", "azurefd.net")
                .text("keyvaultDns", KEY_VAULT_DNS)
                .text("sqlServerHostname", ".database.windows.net")
                .text("storage", STORAGE)
                .build())
        .build();
  }
}
