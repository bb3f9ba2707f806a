package dev.poort.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What {@code poort run --json} tells a program at start where there is no file of gateways.
 *
 * @param store the folder of the store
 * @param management where it is managed
 * @param ca the file that clients are to trust; null where poort.json gives the certificate
 */
record HeldStartDocument(
    String store, Gateways gateways, InetSocketAddress management, @Nullable String ca)
    implements Json.Value {
  @Override
  public void write(JsonGenerator json) throws IOException {
    String where = Banner.hostAndPort(management);
    json.writeStartObject();
    json.writeStringField("poort", VersionCommand.poort());
    json.writeStringField("store", store);
    json.writeStringField("transport", gateways.shared().transport().name());
    json.writeStringField("management", "https://" + where);
    json.writeStringField("managementHttp", "http://" + where);
    if (ca != null) json.writeStringField("ca", ca);
    json.writeArrayFieldStart("gateways");
    for (Gateway gateway : gateways.all()) json.writeString(gateway.configuration().name());
    json.writeEndArray();
    json.writeEndObject();
  }
}
