package dev.poort.template;

import java.util.Map;

/**
 * JSON as one writes it in a shell. The Azure command line takes what Python would, too: strings in
 * single quotes, arrays in parentheses, {@code True}, {@code False} and {@code None}.
 */
final class ShellJson {
  private static final Map<String, String> WORDS =
      Map.of("True", "true", "False", "false", "None", "null");

  private final String text;
  private final StringBuilder json = new StringBuilder();
  private int at;

  private ShellJson(String text) {
    this.text = text;
  }

  /** The same as JSON has it; what is JSON stays as it is. */
  static String json(String text) {
    return new ShellJson(text).json();
  }

  private String json() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') string(c);
      else if (Character.isLetter(c)) word();
      else plain(c);
    }
    return json.toString();
  }

  private void plain(char c) {
    json.append(c == '(' ? '[' : c == ')' ? ']' : c);
    at++;
  }

  private void word() {
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) at++;
    String word = text.substring(start, at);
    json.append(WORDS.getOrDefault(word, word));
  }

  private void string(char quote) {
    json.append('"');
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      char c = text.charAt(at);
      boolean escape = c == '\\' && at + 1 < text.length();
      if (escape) at++;
      char next = text.charAt(at);
      if (escape && next != '\'') json.append(c);
      else if (c == '"') json.append('\\');
      json.append(next);
    }
    if (at < text.length()) json.append('"');
    at++;
  }
}
