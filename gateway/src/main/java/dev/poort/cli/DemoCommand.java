package dev.poort.cli;

import dev.poort.control.BoundListener;
import dev.poort.control.Gateway;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code poort demo}. */
@Command(
    name = "demo",
    description = "Serves a chat of two members behind a gateway, for a first look.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Everything is on 127.0.0.1 and on free ports. The gateway's file is printed:",
      "edit it while it runs. Ctrl-C ends it and removes its files.",
      "",
      "Example:",
      "  poort demo"
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Ending ending = new Ending();
    try (Signals signals = new Signals();
        Demonstration demonstration = Demonstration.start()) {
      signals.on("TERM", ending::ask);
      signals.on("INT", ending::ask);
      return new Serving(demonstration.files(), out, spec.commandLine().getErr())
          .serve(
              gateways -> {
                invite(gateways.all().getFirst(), demonstration, out);
                ending.await();
              });
    }
  }

  private static void invite(Gateway gateway, Demonstration demonstration, PrintWriter out) {
    for (BoundListener listener : gateway.listeners()) {
      String url = Banner.url(listener);
      boolean secure = listener.protocol().secure();
      out.println();
      out.println("  browser    " + url + "/");
      out.println("  curl       curl " + (secure ? "-k " : "") + "-i " + url + "/health");
      out.println(
          "  WebSocket  npx wscat "
              + (secure ? "-n " : "")
              + "-c "
              + url.replaceFirst("http", "ws")
              + "/chat");
    }
    out.println();
    out.println("Edit " + demonstration.files().gateway() + ": it is applied when you save it.");
    out.println("Ctrl-C ends the demonstration.");
  }
}
