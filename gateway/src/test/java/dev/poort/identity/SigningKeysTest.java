package dev.poort.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the keys that sign tokens. */
class SigningKeysTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("poort-signin.keys");
  }

  private static String keyOf(String token) throws Exception {
    return SignedJWT.parse(token).getHeader().getKeyID();
  }

  private static List<String> published(SignInDesk desk) throws Exception {
    return com.nimbusds.jose.jwk.JWKSet.parse(desk.get("/adfs/discovery/keys").json())
        .getKeys()
        .stream()
        .map(com.nimbusds.jose.jwk.JWK::getKeyID)
        .toList();
  }

  @Test
  void areMadeOnceAndKeptForTheirOwnerAlone() throws Exception {
    SignInDesk first = SignInDesk.withAlice(file);
    assertThat(file).doesNotExist();
    String token = first.token();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    SignInDesk second = SignInDesk.withAlice(file);
    assertThat(second.caller(token).name()).isEqualTo("alice");
    assertThat(keyOf(second.token())).isEqualTo(keyOf(token));
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void arePublishedWithoutWhatIsPrivate() throws Exception {
    SignInDesk desk = SignInDesk.withAlice(file);

    assertThat(desk.get("/common/discovery/v2.0/keys").json())
        .contains("\"kty\":\"RSA\"", "\"n\":", "\"e\":")
        .doesNotContain("\"d\":", "\"p\":", "\"q\":", "\"dp\":", "\"qi\":");
    assertThat(published(desk)).containsExactly(keyOf(desk.token()));
  }

  @Test
  void anotherSignsAfterNinetyDaysWhileTheFormerGoesOnChecking() throws Exception {
    SignInDesk desk = SignInDesk.withAlice(file);
    desk.token();
    desk.clock.pass(Duration.ofDays(90).minusMinutes(30));
    String before = desk.token();
    desk.clock.pass(Duration.ofMinutes(45));
    String after = desk.token();

    assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
    assertThat(desk.caller(before).name()).isEqualTo("alice");
    assertThat(published(desk)).containsExactly(keyOf(before), keyOf(after));
    SignInDesk restarted = SignInDesk.withAlice(file, desk.clock);
    assertThat(restarted.caller(after).name()).isEqualTo("alice");
    desk.clock.pass(Duration.ofHours(25));
    assertThat(published(desk)).containsExactly(keyOf(after));
  }

  @Test
  void whatAnotherProcessHasMadeIsFound() throws Exception {
    SignInDesk first = SignInDesk.withAlice(file);
    SignInDesk second = SignInDesk.withAlice(file);
    String token = second.token();
    first.clock.pass(Duration.ofSeconds(11));

    assertThat(first.caller(token).name()).isEqualTo("alice");
    assertThat(keyOf(first.token())).isEqualTo(keyOf(token));
  }

  @Test
  void aFileWithoutKeysIsAnErrorThatSaysTheMend() throws Exception {
    Files.writeString(file, "{}");

    assertThatThrownBy(() -> SignInDesk.withAlice(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no keys; delete it for new ones");
  }

  @Test
  void whereTheyCannotBeKeptTokensAreGivenAllTheSame() throws Exception {
    SignInDesk desk = SignInDesk.withAlice(folder.resolve("no/such/folder/keys"));

    assertThat(desk.caller(desk.token()).name()).isEqualTo("alice");
  }
}
