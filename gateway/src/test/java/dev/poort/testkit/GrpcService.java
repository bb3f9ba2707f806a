package dev.poort.testkit;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A gRPC service of texts, with a method of each kind. */
public final class GrpcService {
  /** Answers with the text. */
  public static final MethodDescriptor<String, String> ECHO = method("echo", MethodType.UNARY);

  /** Answers INVALID_ARGUMENT with the text. */
  public static final MethodDescriptor<String, String> FAIL = method("fail", MethodType.UNARY);

  /** Never answers. */
  public static final MethodDescriptor<String, String> HANG = method("hang", MethodType.UNARY);

  /** Answers with the text so many times as it says. */
  public static final MethodDescriptor<String, String> COUNT =
      method("count", MethodType.SERVER_STREAMING);

  /** Answers with all texts joined. */
  public static final MethodDescriptor<String, String> JOIN =
      method("join", MethodType.CLIENT_STREAMING);

  /** Answers each text at once. */
  public static final MethodDescriptor<String, String> CHAT =
      method("chat", MethodType.BIDI_STREAMING);

  private static final String NAME = "poort.Texts";

  private GrpcService() {}

  /** The service for a server. */
  public static ServerServiceDefinition definition() {
    return ServerServiceDefinition.builder(NAME)
        .addMethod(ECHO, ServerCalls.asyncUnaryCall(GrpcService::echo))
        .addMethod(FAIL, ServerCalls.asyncUnaryCall(GrpcService::fail))
        .addMethod(HANG, ServerCalls.asyncUnaryCall((_, _) -> {}))
        .addMethod(COUNT, ServerCalls.asyncServerStreamingCall(GrpcService::count))
        .addMethod(JOIN, ServerCalls.asyncClientStreamingCall(GrpcService::join))
        .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(GrpcService::chat))
        .build();
  }

  private static void echo(String text, StreamObserver<String> answer) {
    answer.onNext(text);
    answer.onCompleted();
  }

  private static void fail(String text, StreamObserver<String> answer) {
    answer.onError(Status.INVALID_ARGUMENT.withDescription(text).asRuntimeException());
  }

  private static void count(String text, StreamObserver<String> answer) {
    for (int i = 0; i < Integer.parseInt(text); i++) answer.onNext(text);
    answer.onCompleted();
  }

  private static StreamObserver<String> join(StreamObserver<String> answer) {
    StringBuilder all = new StringBuilder();
    return new Texts(
        answer,
        all::append,
        () -> {
          answer.onNext(all.toString());
          answer.onCompleted();
        });
  }

  private static StreamObserver<String> chat(StreamObserver<String> answer) {
    return new Texts(answer, answer::onNext, answer::onCompleted);
  }

  private record Texts(StreamObserver<String> answer, Consumer<String> next, Runnable completed)
      implements StreamObserver<String> {
    @Override
    public void onNext(String text) {
      next.accept(text);
    }

    @Override
    public void onError(Throwable cause) {
      answer.onError(cause);
    }

    @Override
    public void onCompleted() {
      completed.run();
    }
  }

  private static MethodDescriptor<String, String> method(String name, MethodType type) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName("poort.Texts", name))
        .setRequestMarshaller(new Text())
        .setResponseMarshaller(new Text())
        .build();
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
