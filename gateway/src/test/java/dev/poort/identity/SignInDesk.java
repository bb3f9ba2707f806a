package dev.poort.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.poort.config.Role;
import dev.poort.config.RoleAssignment;
import dev.poort.config.SecretHash;
import dev.poort.config.SignIn;
import dev.poort.config.User;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An identity with users of a test's own, and a client of it. */
final class SignInDesk {
  static final String TENANT = "11111111-2222-3333-4444-555555555555";
  static final String ALICE = "aaaaaaaa-0000-0000-0000-000000000001";
  static final String SECRET = new Secrets().fresh();
  static final String TOKEN_PATH = "/adfs/oauth2/token";

  private static final SecretHash HASH = hash(SECRET);

  /** To make one takes its time. */
  static final String KEYS = madeKeys();

  final SettableClock clock;
  private final Identity identity;
  private final List<User> users = new ArrayList<>();
  private InetAddress client = InetAddress.getLoopbackAddress();
  private String base = "https://localhost:9000";

  private SignInDesk(@Nullable Path keys, SettableClock clock) throws IOException {
    this.clock = clock;
    String file = keys == null ? KEYS : keys.toString();
    identity = Identity.open(() -> new SignIn(TENANT, users, file), clock);
  }

  /** Less often than in earnest, which takes its time. */
  static SecretHash hash(String secret) {
    return new Secrets().hash(secret, 1_000);
  }

  private static String madeKeys() {
    try {
      RSAKey key =
          new RSAKeyGenerator(2048).keyID("first").issueTime(Date.from(Instant.now())).generate();
      Path file = Files.createTempFile("poort-signin", ".keys");
      file.toFile().deleteOnExit();
      return Files.writeString(file, new JWKSet(key).toString(false)).toString();
    } catch (IOException | JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** With an owner, alice. */
  static SignInDesk withAlice() throws IOException {
    return withAlice(null);
  }

  static SignInDesk withAlice(@Nullable Path keys) throws IOException {
    return withAlice(keys, new SettableClock());
  }

  static SignInDesk withAlice(@Nullable Path keys, SettableClock clock) throws IOException {
    SignInDesk desk = new SignInDesk(keys, clock);
    desk.add(user("alice", ALICE, List.of(HASH), List.of(), false));
    return desk;
  }

  static SignInDesk withoutUsers(@Nullable Path keys) throws IOException {
    return new SignInDesk(keys, new SettableClock());
  }

  static User user(
      String name,
      String id,
      List<SecretHash> secrets,
      List<X509Certificate> certificates,
      boolean managedIdentity) {
    var owner = List.of(new RoleAssignment(Role.OWNER, "/"));
    return new User(name, id, secrets, certificates, owner, managedIdentity);
  }

  void add(User user) {
    users.add(user);
  }

  void remove(String name) {
    users.removeIf(user -> user.isCalled(name));
  }

  /** From now on it is called from there. */
  SignInDesk from(String address) throws IOException {
    client = InetAddress.getByName(address);
    return this;
  }

  /** From now on it is called so. */
  SignInDesk at(String base) {
    this.base = base;
    return this;
  }

  Origin origin() {
    return new Origin(client, base.startsWith("https:"), base);
  }

  SignInReply get(String path) {
    return identity.answer(new SignInRequest("GET", path, Map.of(), _ -> null, origin()));
  }

  SignInReply ask(String method, String path, String form, Map<String, String> fields) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0)
        parameters.put(pair.substring(0, equals), List.of(pair.substring(equals + 1)));
    }
    return identity.answer(new SignInRequest(method, path, parameters, fields::get, origin()));
  }

  SignInReply post(String form) {
    return ask("POST", TOKEN_PATH, form, Map.of());
  }

  /** As alice, with what is left to say. */
  SignInReply signIn(String rest) {
    String secret = "&client_secret=" + SECRET;
    return post("grant_type=client_credentials&client_id=" + ALICE + secret + rest);
  }

  String token() {
    return text(signIn(""), "access_token");
  }

  /** Who calls with a token. */
  Caller caller(@Nullable String token) throws Denial {
    return identity.caller(token == null ? null : "Bearer " + token, origin());
  }

  static String text(SignInReply reply, String member) {
    return String.valueOf(document(reply).get(member));
  }

  static Map<String, Object> document(SignInReply reply) {
    try {
      return JSONObjectUtils.parse(reply.json());
    } catch (java.text.ParseException e) {
      throw new AssertionError(reply.json(), e);
    }
  }
}
