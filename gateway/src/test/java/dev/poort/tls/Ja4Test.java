package dev.poort.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fingerprints of ClientHellos, with the example of JA4's own documents. */
class Ja4Test {
  private static final int TLS_1_2 = 0x0303;

  private final List<Integer> suites =
      new ArrayList<>(
          List.of(
              0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013,
              0xc014, 0x009c, 0x009d, 0x002f, 0x0035));
  private final List<String> extensions =
      new ArrayList<>(
          List.of(
              "0000 0000",
              "0017 0000",
              "ff01 0000",
              "000a 0000",
              "000b 0000",
              "0023 0000",
              "0010 000e 000c 02 6832 08 687474702f312e31",
              "0005 0000",
              "000d 0012 0010 0403 0804 0401 0503 0805 0501 0806 0601",
              "0012 0000",
              "0033 0000",
              "002d 0000",
              "002b 0005 04 0304 0303",
              "001b 0000",
              "4469 0000",
              "0015 0000"));

  private String fingerprint() {
    ByteBuf hello = Unpooled.buffer();
    hello.writeShort(TLS_1_2).writeZero(32).writeByte(0);
    hello.writeShort(suites.size() * 2);
    suites.forEach(hello::writeShort);
    hello.writeByte(1).writeByte(0);
    byte[] written = HexFormat.of().parseHex(String.join("", extensions).replace(" ", ""));
    if (written.length > 0) hello.writeShort(written.length).writeBytes(written);
    ClientHello read = ClientHello.read(hello);
    return read == null ? "malformed" : read.ja4();
  }

  @Test
  void isThatOfTheExample() {
    assertThat(fingerprint()).isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
  }

  @Test
  void isTheSameInWhateverOrderThingsAreSaid() {
    String before = fingerprint();
    Collections.shuffle(suites, new Random(5));
    Collections.shuffle(extensions, new Random(5));
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void doesNotCountWhatClientsMakeUp() {
    String before = fingerprint();
    suites.addFirst(0x1a1a);
    extensions.addFirst("aaaa 0000");
    extensions.set(extensions.indexOf("002b 0005 04 0304 0303"), "002b 0007 06 fafa 0304 0303");
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void saysThatNoNameAndNoProtocolWereAskedFor() {
    extensions.removeIf(each -> each.startsWith("0000") || each.startsWith("0010"));
    assertThat(fingerprint()).isEqualTo("t13i151400_8daaf6152771_e5627efa2ab1");
  }

  @Test
  void writesTheHexadecimalEndsOfAProtocolThatIsNoText() {
    extensions.set(6, "0010 0005 0003 02 abcd");
    assertThat(fingerprint()).startsWith("t13d1516ad_");
  }

  @Test
  void takesTheVersionOutsideWhereNoOtherIsOffered() {
    extensions.clear();
    assertThat(fingerprint()).isEqualTo("t12i150000_8daaf6152771_000000000000");
  }

  @Test
  void isNotMadeOfAHelloWhoseLengthsLeadOverItsEnd() {
    extensions.set(
        6, "0010 0004 00ff " + HexFormat.of().formatHex("h2".getBytes(StandardCharsets.US_ASCII)));
    assertThat(fingerprint()).isEqualTo("malformed");
  }
}
