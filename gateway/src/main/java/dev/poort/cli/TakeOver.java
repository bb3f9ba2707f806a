package dev.poort.cli;

import dev.poort.control.HandOver;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.transport.InheritedSocket;
import dev.poort.transport.ProcessLink;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running instance from which this process takes over, see {@link HandOver}. */
final class TakeOver implements AutoCloseable {
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(20);

  private final Path folder;
  private final ProcessLink link;
  private final long process;
  private final Map<InetSocketAddress, InheritedSocket> sockets;

  private TakeOver(
      Path folder,
      ProcessLink link,
      long process,
      Map<InetSocketAddress, InheritedSocket> sockets) {
    this.folder = folder;
    this.link = link;
    this.process = process;
    this.sockets = sockets;
  }

  /**
   * Has the listening sockets of a running instance, which serves on.
   *
   * @param old the instance
   * @param transport how this process drives sockets
   * @param drainSeconds over what time the old one's sessions are asked to leave; null for its own
   *     shutdown time-out
   * @throws IOException if it does not hand over; the message is for people
   */
  static TakeOver begin(ManagementClient old, String transport, @Nullable Integer drainSeconds)
      throws IOException {
    // A folder that is made so is for its owner alone.
    Path folder = Files.createTempDirectory("poort-");
    Path path = folder.resolve("link");
    ProcessLink link = null;
    try {
      link = ProcessLink.listen(path);
      ManagementClient.Reply reply = old.post("/take-over", order(path, transport, drainSeconds));
      if (!reply.fine()) throw new IOException("nothing was taken over: " + reply.error());
      long process = (long) Fields.number(reply.json(), "process");
      return new TakeOver(folder, link, process, sockets(reply.json(), link));
    } catch (IOException | RuntimeException e) {
      if (link != null) link.close();
      remove(folder);
      throw e;
    }
  }

  private static String order(Path path, String transport, @Nullable Integer drainSeconds) {
    return Json.line(
        json -> {
          json.writeStartObject();
          json.writeStringField("socket", path.toString());
          json.writeStringField("transport", transport);
          if (drainSeconds != null) json.writeNumberField("drainSeconds", drainSeconds);
          json.writeEndObject();
        });
  }

  private static Map<InetSocketAddress, InheritedSocket> sockets(
      JsonObject answer, ProcessLink link) throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    if (answer.get("sockets") instanceof JsonArray array) {
      for (JsonValue each : array.elements()) {
        if (each instanceof JsonString text) addresses.add(address(text.text()));
      }
    }
    List<FileDescriptor> descriptors = link.take(addresses.size());
    Map<InetSocketAddress, InheritedSocket> sockets = new HashMap<>();
    for (int i = 0; i < descriptors.size(); i++) {
      InetSocketAddress address = addresses.get(i);
      sockets.put(address, new InheritedSocket(address, descriptors.get(i)));
    }
    return sockets;
  }

  private static InetSocketAddress address(String text) throws UnknownHostException {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
    byte[] octets = NetUtil.createByteArrayFromIpAddressString(host);
    if (octets == null) throw new UnknownHostException(host);
    int port = Integer.parseInt(text.substring(colon + 1));
    return new InetSocketAddress(InetAddress.getByAddress(octets), port);
  }

  /** The listening sockets, by where they listen. */
  Map<InetSocketAddress, InheritedSocket> sockets() {
    return sockets;
  }

  /** The id of the old process. */
  long process() {
    return process;
  }

  /**
   * All is ready here: the old one takes no more connections and gives up its management address.
   *
   * @throws IOException if it does not; then it serves on
   */
  void ready() throws IOException {
    link.say(HandOver.READY);
    if (!link.hears(HandOver.PAUSED, ANSWER_BOUND)) throw lost();
  }

  /**
   * This process serves: the old one leaves.
   *
   * @throws IOException if it does not; then it serves on
   */
  void done() throws IOException {
    link.say(HandOver.DONE);
    if (!link.hears(HandOver.LEAVING, ANSWER_BOUND)) throw lost();
  }

  private static IOException lost() {
    return new IOException("the running instance did not let go, and serves on");
  }

  @Override
  public void close() throws IOException {
    link.close();
    for (InheritedSocket each : sockets.values()) each.close();
    remove(folder);
  }

  private static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve("link"));
    Files.deleteIfExists(folder);
  }
}
