package dev.poort.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of a rewrite rule, taken apart: text with variables in braces, such as {@code
 * {http_resp_Location_1}://contoso.com{http_resp_Location_2}}. Other braces are text.
 *
 * @param parts in their order
 */
public record RewriteText(List<Part> parts) {
  private static final String MATCHER = "capt_header_value_matcher";
  private static final Pattern REFERENCE =
      Pattern.compile("\\{((?:var|http_req|http_resp|capt)_[^{}\\s]*)}");
  private static final Pattern GROUP = Pattern.compile("(.+)_([0-9]{1,3})");

  public RewriteText {
    parts = List.copyOf(parts);
  }

  /** A piece of a value. */
  public sealed interface Part {}

  /**
   * It stands for itself.
   *
   * @param text as in the file
   */
  public record Literal(String text) implements Part {}

  /**
   * The whole value of a variable.
   *
   * @param variable which one
   */
  public record Whole(RewriteVariable variable) implements Part {}

  /**
   * What a group of a condition's pattern captured.
   *
   * @param variable the condition's variable as it stands there, letter case included
   * @param group from 1; 0 for all that was found
   */
  public record Capture(String variable, int group) implements Part {}

  /**
   * What a group of the action's {@code headerValueMatcher} captured.
   *
   * @param group from 1; 0 for all that was found
   */
  public record MatcherCapture(int group) implements Part {}

  /**
   * Braces that begin as a reference does and name nothing known.
   *
   * @param text what stands between the braces
   */
  public record Unknown(String text) implements Part {}

  /**
   * Takes a value apart.
   *
   * @param text as in the file
   * @param conditions the variables of the rule's conditions, as they stand there
   */
  public static RewriteText of(String text, Set<String> conditions) {
    List<Part> parts = new ArrayList<>();
    Matcher references = REFERENCE.matcher(text);
    int at = 0;
    while (references.find()) {
      if (references.start() > at) parts.add(new Literal(text.substring(at, references.start())));
      parts.add(part(references.group(1), conditions));
      at = references.end();
    }
    if (at < text.length()) parts.add(new Literal(text.substring(at)));
    return new RewriteText(parts);
  }

  private static Part part(String reference, Set<String> conditions) {
    if (reference.equals(MATCHER)) return new MatcherCapture(0);
    RewriteVariable whole = RewriteVariable.of(reference);
    Matcher numbered = GROUP.matcher(reference);
    if (numbered.matches()) {
      String variable = numbered.group(1);
      int group = Integer.parseInt(numbered.group(2));
      if (variable.equals(MATCHER)) return new MatcherCapture(group);
      // The name of a cookie may well end in a number.
      boolean cookie = whole instanceof RewriteVariable.Cookie && !conditions.contains(variable);
      if (!cookie && RewriteVariable.of(variable) != null) return new Capture(variable, group);
    }
    return whole == null ? new Unknown(reference) : new Whole(whole);
  }

  /** Whether part of it is known only once the member has answered. */
  public boolean ofResponse() {
    for (Part part : parts) {
      RewriteVariable variable =
          switch (part) {
            case Whole(RewriteVariable whole) -> whole;
            case Capture(String of, _) -> RewriteVariable.of(of);
            case Literal _, MatcherCapture _, Unknown _ -> null;
          };
      if (variable != null && variable.ofResponse()) return true;
    }
    return false;
  }
}
