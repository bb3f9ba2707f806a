package dev.poort.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.message.RequestHead;
import dev.poort.problem.Place;
import dev.poort.telemetry.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An explanation for programs, in the form that docs/explain.md describes.
 *
 * @param explanation what is told
 */
public record ExplanationDocument(Explanation explanation) {
  /** Writes one object. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    write(explanation.question(), json);
    json.writeStringField("gateway", explanation.gateway());
    json.writeStringField("listener", explanation.listener());
    json.writeStringField("rule", explanation.rule());
    json.writeStringField("pathRule", explanation.pathRule());
    json.writeArrayFieldStart("steps");
    for (Step step : explanation.steps()) write(step, json);
    json.writeEndArray();
    json.writeObjectFieldStart("outcome");
    write(explanation.outcome(), json);
    json.writeEndObject();
    json.writeArrayFieldStart("text");
    for (String line : new ExplanationText(explanation).lines()) json.writeString(line);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Question question, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("request");
    json.writeStringField("method", question.method());
    json.writeStringField("url", question.url());
    json.writeStringField("sni", question.sni());
    json.writeStringField("client", question.client().toString());
    json.writeEndObject();
  }

  private static void write(Step step, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("step", step.topic().word());
    json.writeStringField("text", step.text());
    write(step.place(), json);
    json.writeArrayFieldStart("notes");
    for (Step.Note note : step.notes()) {
      json.writeStartObject();
      json.writeStringField("text", note.text());
      write(note.place(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(@Nullable Place place, JsonGenerator json) throws IOException {
    if (place == null) {
      json.writeNullField("place");
      return;
    }
    json.writeObjectFieldStart("place");
    json.writeStringField("file", place.file());
    json.writeNumberField("line", place.line());
    json.writeNumberField("column", place.column());
    json.writeStringField("path", place.path());
    json.writeEndObject();
  }

  private static void write(Outcome outcome, JsonGenerator json) throws IOException {
    switch (outcome) {
      case Outcome.ToMember sent -> write(sent, json);
      case Outcome.Redirected redirected -> {
        json.writeStringField("kind", "redirect");
        json.writeNumberField("status", redirected.status());
        json.writeStringField("location", redirected.location());
      }
      case Outcome.Refused refused -> {
        Failure failure = refused.failure();
        json.writeStringField("kind", "refused");
        json.writeNumberField("status", failure.status());
        json.writeStringField("failure", failure.logName());
        json.writeStringField("error_info", failure.azureName());
        json.writeStringField("why", refused.why());
      }
      case Outcome.NoRequest none -> {
        json.writeStringField("kind", "no-request");
        json.writeStringField("why", none.why());
      }
    }
  }

  private static void write(Outcome.ToMember sent, JsonGenerator json) throws IOException {
    json.writeStringField("kind", "member");
    json.writeStringField("pool", sent.pool());
    json.writeStringField("settings", sent.settings());
    json.writeNumberField("timeoutSeconds", sent.timeout().toSeconds());
    json.writeArrayFieldStart("members");
    for (MemberView member : sent.members()) {
      json.writeStartObject();
      json.writeStringField("pool", member.pool());
      json.writeStringField("name", member.name());
      json.writeStringField("address", member.key().address().host());
      json.writeNumberField("port", member.key().address().port());
      json.writeStringField("health", member.health() == null ? null : member.health().armName());
      json.writeEndObject();
    }
    json.writeEndArray();
    RequestHead request = sent.request();
    json.writeObjectFieldStart("request");
    json.writeStringField("method", request.method());
    json.writeStringField("target", request.target());
    json.writeStringField("version", sent.version());
    json.writeArrayFieldStart("headers");
    header("Host", request.host(), json);
    request.fields().forEach((name, value) -> header(name, value, json));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void header(String name, String value, JsonGenerator json) {
    try {
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeStringField("value", value);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
