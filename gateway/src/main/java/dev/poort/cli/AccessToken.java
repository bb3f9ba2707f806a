package dev.poort.cli;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A token of a running instance.
 *
 * @param text what is shown
 * @param subject whom it is for: tenant and object id
 * @param expires when it ends, in seconds since 1970
 */
record AccessToken(String text, String subject, long expires) {
  /**
   * Reads what a token says of itself, unchecked; the instance checks it.
   *
   * @throws IOException when it is no token of Poort's; the message is for people
   */
  static AccessToken of(String text) throws IOException {
    String[] parts = text.split("\\.", -1);
    try {
      if (parts.length == 3) {
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        if (JsonReader.read("the token", claims).value() instanceof JsonObject object) {
          String subject = Fields.text(object, "tid") + " " + Fields.text(object, "oid");
          return new AccessToken(text, subject, (long) Fields.number(object, "exp"));
        }
      }
    } catch (IllegalArgumentException e) {
      // Not in Base64: said below, as for what is none for another reason.
    }
    throw new IOException("the token is none that Poort gives");
  }
}
