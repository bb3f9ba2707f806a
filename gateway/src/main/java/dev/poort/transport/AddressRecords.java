package dev.poort.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The addresses in name servers' answers (RFC 1035 3.4.1, RFC 3596 2.2), or why there are none. */
final class AddressRecords {
  /** How long an address holds at most behind an alias, whose own time to live is not told. */
  private static final long BEHIND_ALIAS = 60;

  private final String asked;
  private final List<InetAddress> addresses = new ArrayList<>();
  private long ttl = Long.MAX_VALUE;

  /**
   * @param asked the name that was asked for, without a search domain
   */
  AddressRecords(String asked) {
    this.asked = asked.toLowerCase(Locale.ROOT) + ".";
  }

  /** Takes the records over. */
  void take(List<DnsRecord> records) {
    for (DnsRecord entry : records) {
      try {
        if (entry instanceof DnsRawRecord raw) add(raw);
      } finally {
        ReferenceCountUtil.release(entry);
      }
    }
  }

  private void add(DnsRawRecord address) {
    ByteBuf octets = address.content();
    int length = octets.readableBytes();
    if (length != 4 && length != 16) return;
    try {
      InetAddress found = InetAddress.getByAddress(ByteBufUtil.getBytes(octets));
      if (!addresses.contains(found)) addresses.add(found);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("octets of an IP address were refused", e);
    }
    ttl = Math.min(ttl, address.timeToLive());
    boolean alias = !address.name().toLowerCase(Locale.ROOT).startsWith(asked);
    if (alias) ttl = Math.min(ttl, BEHIND_ALIAS);
  }

  List<InetAddress> addresses() {
    return addresses;
  }

  /** The shortest of all. */
  Duration ttl() {
    return Duration.ofSeconds(addresses.isEmpty() ? 0 : ttl);
  }

  /** Whether a question failed because nobody could say, not because there is nothing to be had. */
  static boolean isSilence(@Nullable Throwable failure) {
    if (failure == null) return false;
    Throwable cause = failure.getCause();
    if (cause instanceof DnsErrorCauseException error) {
      return !DnsResponseCode.NXDOMAIN.equals(error.getCode());
    }
    return cause != null || !(failure instanceof UnknownHostException);
  }

  /** Whether a question failed because nobody answered in time. */
  static boolean isTimeout(@Nullable Throwable failure) {
    return failure != null && DnsNameResolver.isTimeoutError(failure);
  }

  /** Why there is no address, for people. */
  static String why(@Nullable Throwable failure) {
    Throwable cause = failure == null ? null : failure.getCause();
    if (failure == null || (cause == null && failure instanceof UnknownHostException)) {
      return "it has no address";
    }
    if (cause instanceof DnsErrorCauseException error) {
      boolean unknown = DnsResponseCode.NXDOMAIN.equals(error.getCode());
      return unknown
          ? "there is no such name (NXDOMAIN)"
          : "the name server answered " + error.getCode();
    }
    if (isTimeout(failure)) return "no name server answered";
    return "no name server could be asked: " + (cause == null ? failure : cause).getMessage();
  }
}
