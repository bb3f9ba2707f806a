package dev.poort.demo;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A chat and echo application of several members on loopback, each on a port of its own, together
 * in one chat room: what is said to one member is heard at all.
 */
public final class DemoBackend implements AutoCloseable {
  private static final int CLOSE_SECONDS = 2;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<DemoMember> members = new ArrayList<>();

  private DemoBackend() {}

  /**
   * Starts members on ports that the kernel chooses; they serve when this returns.
   *
   * @param members how many, at least one
   * @throws IOException if no port can be had
   */
  public static DemoBackend start(int members) throws IOException {
    DemoBackend backend = new DemoBackend();
    ChatRoom room = new ChatRoom();
    String page = ChatPage.read();
    try {
      for (int i = 1; i <= members; i++) {
        backend.members.add(DemoMember.start("member " + i, room, page, backend.loops));
      }
      return backend;
    } catch (IOException e) {
      backend.close();
      throw e;
    }
  }

  /** The members' ports on 127.0.0.1, in the order of their names. */
  public List<Integer> ports() {
    return members.stream().map(DemoMember::port).toList();
  }

  /**
   * Ends one member as if its process had died; the others go on.
   *
   * @param index from 0
   */
  public void stopMember(int index) {
    members.get(index).close();
  }

  /** Ends all members and their sessions, within {@value #CLOSE_SECONDS} s. */
  @Override
  public void close() {
    members.forEach(DemoMember::close);
    loops
        .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
