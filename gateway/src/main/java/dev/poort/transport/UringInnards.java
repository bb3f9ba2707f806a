package dev.poort.transport;

import io.netty.channel.Channel;
import io.netty.channel.uring.IoUringIoOps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What Netty's io_uring knows and does not tell: what an operation is, and whether a channel wants
 * to read. Handles to its fields; a Netty that has no such fields is noticed when the first loop
 * starts.
 */
final class UringInnards {
  /** The state of a connection that is no more (Linux, tcp_states.h). */
  static final int TCP_CLOSE = 7;

  private static final byte ACCEPT = 13;
  private static final byte RECV = 27;
  private static final short RECV_MULTISHOT = 1 << 1;

  private static final VarHandle OPCODE = ops("opcode", byte.class);
  private static final VarHandle FLAGS = ops("flags", byte.class);
  private static final VarHandle PRIORITY = ops("ioPrio", short.class);
  private static final VarHandle DESCRIPTOR = ops("fd", int.class);
  private static final VarHandle MESSAGE_FLAGS = ops("union3", int.class);
  private static final VarHandle DATA = ops("data", long.class);
  private static final VarHandle BUFFER_GROUP = ops("union4", short.class);
  private static final VarHandle READ_PENDING = readPending();

  private UringInnards() {}

  private static VarHandle ops(String field, Class<?> type) {
    return handle(IoUringIoOps.class, field, type);
  }

  private static VarHandle readPending() {
    try {
      Class<?> channel = Class.forName("io.netty.channel.uring.AbstractIoUringChannel");
      return handle(channel, "readPending", boolean.class);
    } catch (ClassNotFoundException e) {
      throw unknown(e);
    }
  }

  private static VarHandle handle(Class<?> owner, String field, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findVarHandle(owner, field, type);
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  private static IllegalStateException unknown(ReflectiveOperationException cause) {
    return new IllegalStateException("a Netty whose io_uring is not known", cause);
  }

  /** Whether an operation brings octets or connections. */
  static boolean brings(IoUringIoOps op) {
    byte opcode = (byte) OPCODE.get(op);
    return opcode == RECV || opcode == ACCEPT;
  }

  /** Whether a receive goes on after the first octets that it brings. */
  static boolean stands(IoUringIoOps op) {
    return (byte) OPCODE.get(op) == RECV && ((short) PRIORITY.get(op) & RECV_MULTISHOT) != 0;
  }

  /** The same receive for a number of octets. */
  static IoUringIoOps upTo(IoUringIoOps op, int octets) {
    return new IoUringIoOps(
        RECV,
        (byte) FLAGS.get(op),
        (short) PRIORITY.get(op),
        (int) DESCRIPTOR.get(op),
        0,
        0,
        0,
        (int) MESSAGE_FLAGS.get(op),
        (long) DATA.get(op),
        (short) BUFFER_GROUP.get(op),
        (short) 0,
        octets,
        0);
  }

  /** Whether a channel has asked for more, by itself or because it always does. */
  static boolean wantsToRead(Channel channel) {
    return (boolean) READ_PENDING.get(channel);
  }
}
