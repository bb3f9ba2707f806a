package dev.poort.template;

import dev.poort.json.JsonValue;

/**
 * What a sentence about a value is about.
 *
 * @param text such as {@code parameters('sku')}
 * @param secret whether the value must not be shown
 */
record Subject(String text, boolean secret) {
  Subject member(String name) {
    return new Subject(text + "." + name, secret);
  }

  Subject element(int index) {
    return new Subject(text + "[" + index + "]", secret);
  }

  /** The same, not to be shown. */
  Subject asSecret() {
    return new Subject(text, true);
  }

  /** Its value as the sentence shows it. */
  String shown(JsonValue value) {
    return secret ? Secrets.MASK : Texts.shown(value);
  }
}
