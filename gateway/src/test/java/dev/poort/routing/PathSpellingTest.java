package dev.poort.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a path is spelled, it goes by the rule that names it, and means the same to a member. */
class PathSpellingTest {
  private static final PathRules ADMIN = PathRules.of("/admin", "/admin/*", "/public/*");

  @ParameterizedTest
  @CsvSource({
    "/admin/a,                   /admin/a",
    "/ADMIN/a,                   /ADMIN/a",
    "/%61dmin/a,                 /admin/a",
    "/%41%44min/a%7e,            /ADmin/a~",
    "/./admin/a,                 /admin/a",
    "/public/../admin/a,         /admin/a",
    "/public/%2e%2E/admin/a,     /admin/a",
    "/public/.%2e/admin/./a,     /admin/a",
    "/../../admin/a,             /admin/a",
    "/public//../../admin/a,     /admin/a",
    "/public/b/../../admin/a?x=/../y, /admin/a?x=/../y",
    "//admin/a,                  /admin/a",
    "///admin//a,                /admin/a",
    "/admin//a,                  /admin//a",
    "/admin/a%20b/c%C3%A9,       /admin/a%20b/c%C3%A9",
    "/admin/b/..,                /admin/",
    "/admin/.,                   /admin/",
    "/admin/...,                 /admin/...",
    "/admin/.well-known,         /admin/.well-known",
    "/admin/a;v=1,               /admin/a;v=1",
    "/admin/a%2Fb,               /admin/a%2Fb",
    "/admin/a%5cb,               /admin/a%5cb",
  })
  void aSpellingOfAnAdminPathIsServedByAdminAndPassedOnAsItWasMatched(
      String target, String settled) {
    assertThat(ADMIN.serving(target)).isEqualTo("/admin/*");
    assertThat(ADMIN.settled(target)).isEqualTo(settled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // An encoded slash or backslash, which some servers take for a slash.
        "/public/..%2fadmin/a",
        "/public/..%5Cadmin/a",
        "/public/%2e%2e%2fadmin/a",
        "/%2Fadmin/a",
        "/admin%2fa",
        "/public%5c..%5cadmin",
        "/public/x%2f..%2f..%2fadmin",
        "/public/x%2f..",
        // Parameters of a segment, which some servers cut off.
        "/public/..;/admin/a",
        "/public/..;x=1/admin/a",
        "/;/admin/a",
        "/admin;x/a",
        "/admin;jsessionid=1",
        // UTF-8 longer than allowed, which some servers decode all the same.
        "/public/%c0%ae%c0%ae/admin/a",
        "/public/..%c0%afadmin/a",
        "/public/..%E0%80%AFadmin/a",
        "/public/..%c1%9cadmin/a",
        // Encoded twice, which some servers decode twice.
        "/%2561dmin/a",
        "/public/%252e%252e/admin/a",
        "/public/..%252Fadmin/a",
        "/public/..%255cadmin/a",
        // What no server reads in one way.
        "/admin%00/a",
        "/admin%/a",
        "/admin%2",
        "/%u0061dmin/a",
      })
  void aPathThatAnotherServerCouldReadAsAnotherRulesIsRefused(String target) {
    assertThat(ADMIN.serving(target)).isEqualTo("refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/shop/group%2Fproject",
        "/shop/group%252Fproject",
        "/shop/100%25",
        "/shop/%25zz",
        "/shop;jsessionid=1/cart;v=2",
        "/shop/a%5Cb",
        "/shop/a//b",
        "/fetch/https://contoso.com/a"
      })
  void aPathThatGoesByOneRuleInEveryReadingIsPassedOnAsItCame(String target) {
    assertThat(ADMIN.settled(target)).isEqualTo(target);
    assertThat(PathRules.of("/*").settled(target)).isEqualTo(target);
  }

  @Test
  void whereNoPathDecidesAnythingATargetIsPassedOnAsItCame() {
    var target = "/a/../%62//c;d/%2f%?e";
    assertThat(PathRules.basic(null).forwarded(target)).isEqualTo(target);
  }

  @Test
  void aTargetInNormalFormIsNotCopied() {
    var target = "/images/a.b/c-d_~?x=%zz//..";
    assertThat(ADMIN.settled(target)).isSameAs(target);
  }

  @Test
  void noSpellingGetsAroundARule() {
    var random = new Random(20_261_125);
    for (int round = 0; round < 5_000; round++) {
      String target = misspelled("/admin/users", random);
      assertThat(ADMIN.serving(target)).as(target).isEqualTo("/admin/*");
      assertThat(ADMIN.settled(target)).as(target).isEqualToIgnoringCase("/admin/users");
    }
  }

  /** The same path in letter cases, percent-encoded, with detours. */
  private static String misspelled(String path, Random random) {
    var out = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/') {
        out.append(detour(random)).append('/');
      } else {
        char cased = random.nextBoolean() ? Character.toUpperCase(c) : c;
        String hex = random.nextBoolean() ? "%%%02x" : "%%%02X";
        out.append(random.nextInt(3) == 0 ? hex.formatted((int) cased) : String.valueOf(cased));
      }
    }
    return out.toString();
  }

  private static String detour(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "/.";
      case 1 -> "/%2E";
      case 2 -> "/public/..";
      case 3 -> "/x/y/%2e./.%2e";
      case 4 -> "/%61%62c/../.";
      default -> "";
    };
  }
}
