package dev.poort.explain;

import dev.poort.config.EntraJwtValidation;
import dev.poort.config.TokenSource;
import dev.poort.explain.Step.Topic;
import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.token.TokenChecks;
import dev.poort.token.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the token of a request is worth, without asking anybody for keys. */
final class TokenLook {
  /** Stands for whom a token names that nobody has looked at. */
  private static final String IDENTITY = "<tenant>:<object id>";

  private final EntraJwtValidation validation;
  private final Verdict verdict;
  private final String why;

  private TokenLook(EntraJwtValidation validation, Verdict verdict, String why) {
    this.validation = validation;
    this.verdict = verdict;
    this.why = why;
  }

  /** Looks at a request, whose fields then say who it is from. */
  static TokenLook at(EntraJwtValidation validation, Fields fields) {
    boolean single = !fields.repeats(FieldName.AUTHORIZATION);
    String authorization = single ? fields.get(FieldName.AUTHORIZATION) : null;
    TokenLook look = look(validation, authorization);
    fields.remove(FieldName.X_MSFT_ENTRA_IDENTITY);
    if (look.verdict instanceof Verdict.Admitted(String identity) && identity != null) {
      fields.add(FieldName.X_MSFT_ENTRA_IDENTITY, identity);
    }
    return look;
  }

  private static TokenLook look(EntraJwtValidation validation, @Nullable String authorization) {
    TokenSource source = validation.source();
    Verdict good = new Verdict.Admitted(IDENTITY);
    if (source == null) {
      String why = "poort.json does not say who signs tokens: any is taken for good here";
      return new TokenLook(validation, good, why);
    }
    if (authorization != null && source.keySet() == null) {
      String why =
          "its signature is checked with keys that are asked for: it is taken for good here";
      return new TokenLook(validation, good, why);
    }
    try (TokenChecks checks = new TokenChecks()) {
      AtomicReference<Verdict> verdict = new AtomicReference<>(good);
      checks.of(validation).check(authorization, Runnable::run, verdict::set);
      return new TokenLook(validation, verdict.get(), shown(verdict.get()));
    } catch (IOException e) {
      return new TokenLook(validation, good, String.valueOf(e.getMessage()));
    }
  }

  private static String shown(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Admitted(String identity) ->
          identity == null ? "it goes on without an identity" : "it is from " + identity;
      case Verdict.Refused(_, String why) -> why.isEmpty() ? "there is no bearer token" : why;
    };
  }

  /** What was found. */
  Step step(Places places) {
    String action =
        switch (validation.unauthorizedRequestAction()) {
          case DENY -> "Deny";
          case ALLOW -> "Allow";
        };
    String text = validation.name() + " (" + action + "): " + why;
    return new Step(
        Topic.TOKEN, text, places.of("entraJWTValidationConfigs", validation.name()), List.of());
  }

  /** Why the request goes no further; null when it does. */
  Verdict.@Nullable Refused refused() {
    return verdict instanceof Verdict.Refused refused ? refused : null;
  }

  /** The same in words. */
  String why() {
    return why;
  }
}
