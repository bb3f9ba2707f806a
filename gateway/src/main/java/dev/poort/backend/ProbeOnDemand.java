package dev.poort.backend;

import dev.poort.config.Probe;
import dev.poort.transport.Transport;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks servers once, now, whether they are well, without any effect on their health. */
public final class ProbeOnDemand {
  private static final long MARGIN_MILLIS = 1_000;

  private ProbeOnDemand() {}

  /**
   * What a server answered.
   *
   * @param server who
   * @param healthy whether it answered as the probe wants
   * @param log what it was, for people
   */
  public record Answer(Server server, boolean healthy, String log) {}

  /** Asks all at once and waits for the last, at most for the probe's time-out. */
  public static List<Answer> ask(List<Server> servers, Probe probe, Transport transport) {
    List<CompletableFuture<Answer>> asked = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      Server server = servers.get(i);
      EventLoop loop = transport.loops().get(i % transport.loops().size());
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      asked.add(answer);
      loop.execute(
          () ->
              new ProbeAttempt(
                      server.member(),
                      probe,
                      loop,
                      result -> answer.complete(new Answer(server, result.healthy(), result.log())))
                  .start());
    }
    long end = System.nanoTime() + probe.timeout().toNanos();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      answers.add(await(asked.get(i), servers.get(i), end));
    }
    return answers;
  }

  private static Answer await(CompletableFuture<Answer> answer, Server server, long end) {
    long left = TimeUnit.NANOSECONDS.toMillis(Math.max(end - System.nanoTime(), 0));
    try {
      return answer.get(left + MARGIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return new Answer(server, false, "Timed out.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer(server, false, "Interrupted.");
    }
  }
}
