package dev.poort.resourcemanager;

import dev.poort.config.ApplicationGateway;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonWriter;
import dev.poort.json.RenderedJson;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A resource as it is held: with its secrets, without what can be worked out. Immutable. */
final class Held {
  private final ResourceId id;
  private final JsonObject document;
  private final String text;
  private final String etag;
  private final long version;
  private final @Nullable ApplicationGateway gateway;
  private volatile @Nullable RenderedJson shown;

  private Held(
      ResourceId id,
      JsonObject document,
      String text,
      String etag,
      long version,
      @Nullable ApplicationGateway gateway) {
    this.id = id;
    this.document = document;
    this.text = text;
    this.version = version;
    this.gateway = gateway;
    this.etag = etag;
  }

  /**
   * A resource that is not kept yet.
   *
   * @param gateway what it is when it is a gateway; null for another, and for one that cannot serve
   */
  static Held of(ResourceId id, JsonObject document, @Nullable ApplicationGateway gateway) {
    String text = JsonWriter.indented(document);
    byte[] content = (id.key() + text).getBytes(StandardCharsets.UTF_8);
    String etag = "W/\"" + UUID.nameUUIDFromBytes(content) + "\"";
    return new Held(id, document, text, etag, 0, gateway);
  }

  /** The same, made so by a version of the store. */
  Held at(long version) {
    return new Held(id, document, text, etag, version, gateway);
  }

  /** The same, read as another gateway: what it refers to has changed. */
  Held as(@Nullable ApplicationGateway gateway) {
    return new Held(id, document, text, etag, version, gateway);
  }

  ResourceId id() {
    return id;
  }

  JsonObject document() {
    return document;
  }

  /** The properties; an empty object when there are none. */
  JsonObject properties() {
    return Document.object(document, "properties");
  }

  /** What is kept in the store. */
  String text() {
    return text;
  }

  /** Changes whenever the resource does. */
  String etag() {
    return etag;
  }

  /** The version of the store that made it so; 0 for none. */
  long version() {
    return version;
  }

  @Nullable ApplicationGateway gateway() {
    return gateway;
  }

  boolean isOf(String type) {
    return id.isOf(type);
  }

  /** Whether a gateway is stopped: it has no listeners here until it is started. */
  boolean isStopped() {
    return "Stopped".equalsIgnoreCase(Document.text(properties(), "operationalState"));
  }

  /**
   * What clients read: of a gateway, which is long and alone has all in itself, worked out once.
   */
  RenderedJson shown(Views views) {
    if (gateway == null) return RenderedJson.of(views.of(this));
    RenderedJson known = shown;
    if (known == null) {
      known = RenderedJson.of(views.of(this));
      shown = known;
    }
    return known;
  }
}
