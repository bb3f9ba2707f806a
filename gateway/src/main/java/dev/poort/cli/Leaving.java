package dev.poort.cli;

import dev.poort.control.Gateways;
import dev.poort.control.HandOver;
import dev.poort.management.ManagementServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The end of a process in whose place another serves: its sessions have time to end. */
final class Leaving implements HandOver.Around {
  private final Ending ending;
  private final PrintWriter err;
  private volatile @Nullable ManagementServer management;
  private volatile @Nullable InetSocketAddress address;
  private volatile @Nullable Duration time;

  Leaving(Ending ending, PrintWriter err) {
    this.ending = ending;
    this.err = err;
  }

  /** What has the management address. */
  void knows(@Nullable ManagementServer server) {
    management = server;
  }

  @Override
  public void stepAside() {
    ManagementServer server = management;
    if (server != null) address = server.pause();
  }

  @Override
  public void comeBack() {
    ManagementServer server = management;
    InetSocketAddress before = address;
    if (server == null || before == null) return;
    try {
      server.resume(before);
    } catch (IOException e) {
      err.println(
          "warning: no management on " + Banner.hostAndPort(before) + ": " + e.getMessage());
    }
  }

  @Override
  public void handedOver(Duration drain) {
    time = drain;
    ending.release();
  }

  /** Over what time its sessions are to leave; null while nobody has taken over. */
  @Nullable Duration time() {
    return time;
  }

  /** Lets sessions go; returns when all have ended, or a signal has come and they must. */
  void leave(Gateways gateways, Duration drain) {
    Thread.startVirtualThread(
        () -> {
          gateways.handOver(drain);
          ending.release();
        });
    ending.await();
  }
}
