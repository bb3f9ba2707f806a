package dev.poort.websocket.autobahn;

import static dev.poort.websocket.autobahn.Text.hex;
import static dev.poort.websocket.autobahn.Text.utf8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** 6.5 to 6.23: Markus Kuhn's UTF-8 decoder test and what belongs to it. */
final class Utf8Tables {
  private static final byte[] GREEK = hex("cebae1bdb9cf83cebcceb5");
  private static final List<String> INCOMPLETE =
      List.of(
          "c0",
          "e080",
          "f08080",
          "f8808080",
          "fc80808080",
          "df",
          "efbf",
          "f7bfbf",
          "fbbfbfbf",
          "fdbfbfbfbf");

  private Utf8Tables() {}

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    int section = 5;
    cases.addAll(Utf8Cases.section(section++, "valid", valid()));
    cases.addAll(Utf8Cases.section(section++, "prefixes of valid text", prefixes()));
    add(cases, section++, "first of a length", "00", "c280", "e0a080", "f0908080");
    add(cases, section++, "first of 5 and 6 octets", "f888808080", "fc8480808080");
    add(cases, section++, "last of a length", "7f", "dfbf", "efbfbf", "f48fbfbf");
    add(cases, section++, "last of 4 to 6 octets", "f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf");
    add(cases, section++, "boundaries", "ed9fbf", "ee8080", "efbfbd", "f48fbfbf", "f4908080");
    cases.addAll(Utf8Cases.section(section++, "unexpected continuations", continuations()));
    cases.addAll(Utf8Cases.section(section++, "lonely starts", starts()));
    add(cases, section++, "last octet missing", INCOMPLETE.toArray(String[]::new));
    add(cases, section++, "incomplete ones in a row", String.join("", INCOMPLETE));
    add(cases, section++, "impossible octets", "fe", "ff", "fefeffff");
    add(
        cases,
        section++,
        "overlong ASCII",
        "c0af",
        "e080af",
        "f08080af",
        "f8808080af",
        "fc80808080af");
    add(
        cases,
        section++,
        "most overlong",
        "c1bf",
        "e09fbf",
        "f08fbfbf",
        "f887bfbfbf",
        "fc83bfbfbfbf");
    add(
        cases,
        section++,
        "overlong NUL",
        "c080",
        "e08080",
        "f0808080",
        "f880808080",
        "fc8080808080");
    add(
        cases,
        section++,
        "single surrogates",
        "eda080",
        "edadbf",
        "edae80",
        "edafbf",
        "edb080",
        "edbe80",
        "edbfbf");
    cases.addAll(Utf8Cases.section(section++, "paired surrogates", pairs()));
    cases.addAll(Utf8Cases.section(section++, "non-characters", nonCharacters()));
    add(
        cases,
        section,
        "specials",
        "efbfb9",
        "efbfba",
        "efbfbb",
        "efbfbc",
        "efbfbd",
        "efbfbe",
        "efbfbf");
    return cases.stream();
  }

  private static void add(List<Case> cases, int section, String title, String... texts) {
    cases.addAll(Utf8Cases.section(section, title, Stream.of(texts).map(Text::hex).toList()));
  }

  private static List<byte[]> valid() {
    return List.of(
        utf8("hello$world"), utf8("hello¢world"), utf8("hello€world"), utf8("hello𤭢world"), GREEK);
  }

  private static List<byte[]> prefixes() {
    return IntStream.rangeClosed(1, GREEK.length)
        .mapToObj(length -> Arrays.copyOf(GREEK, length))
        .toList();
  }

  private static List<byte[]> continuations() {
    List<byte[]> texts = new ArrayList<>(List.of(hex("80"), hex("bf")));
    for (int length = 2; length <= 6; length++) {
      texts.add(Text.repeat(hex("80bf"), length));
    }
    texts.add(range(0x80, 0xbf, false));
    return texts;
  }

  private static List<byte[]> starts() {
    return List.of(
        range(0xc0, 0xdf, true),
        range(0xe0, 0xef, true),
        range(0xf0, 0xf7, true),
        range(0xf8, 0xfb, true),
        range(0xfc, 0xfd, true));
  }

  /** The octets from one to before another, each with a blank behind it or none. */
  private static byte[] range(int from, int end, boolean blanks) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int octet = from; octet < end; octet++) {
      octets.write(octet);
      if (blanks) octets.write(' ');
    }
    return octets.toByteArray();
  }

  private static List<byte[]> pairs() {
    return Stream.of("eda080", "edadbf", "edae80", "edafbf")
        .flatMap(high -> Stream.of("edb080", "edbfbf").map(low -> hex(high + low)))
        .toList();
  }

  /** The last two code points of every plane. */
  private static List<byte[]> nonCharacters() {
    return IntStream.rangeClosed(0, 16)
        .boxed()
        .flatMap(plane -> Stream.of(plane << 16 | 0xfffe, plane << 16 | 0xffff))
        .map(point -> utf8(Character.toString(point)))
        .toList();
  }
}
