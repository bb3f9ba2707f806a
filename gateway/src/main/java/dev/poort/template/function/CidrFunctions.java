package dev.poort.template.function;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import java.math.BigInteger;
import java.util.List;

/** Functions for ranges of IP addresses. Source: "CIDR functions for ARM templates". */
final class CidrFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("cidrHost", 2, 2, CidrFunctions::cidrHost),
          new TemplateFunction("cidrSubnet", 3, 3, CidrFunctions::cidrSubnet),
          new TemplateFunction("parseCidr", 1, 1, CidrFunctions::parseCidr));

  private CidrFunctions() {}

  private static JsonValue parseCidr(Call call) throws NoValueException {
    Network network = network(call);
    BigInteger reserved = hasBroadcast(network) ? BigInteger.ONE : BigInteger.ZERO;
    var parts = new JsonObject.Builder();
    parts.put("network", call.of(network.text(network.first())));
    parts.put("netmask", call.of(network.text(network.mask())));
    if (network.isV4()) parts.put("broadcast", call.of(network.text(network.last())));
    parts.put("firstUsable", call.of(network.text(network.first().add(reserved))));
    parts.put("lastUsable", call.of(network.text(network.last().subtract(reserved))));
    parts.put("cidr", call.of(network.prefix()));
    return call.of(parts);
  }

  private static JsonValue cidrSubnet(Call call) throws NoValueException {
    Network network = network(call);
    long prefix = call.whole(1);
    if (prefix < network.prefix() || prefix > network.bits()) {
      String range = "from " + network.prefix() + " to " + network.bits();
      throw call.wrong(
          network + " cannot be split into networks of /" + prefix, "Write a number " + range);
    }
    BigInteger index = BigInteger.valueOf(call.whole(2));
    BigInteger count = BigInteger.ONE.shiftLeft((int) prefix - network.prefix());
    checkIndex(call, index, count, network + " has " + count + " networks of /" + prefix);
    return call.of(network.part((int) prefix, index).toString());
  }

  private static JsonValue cidrHost(Call call) throws NoValueException {
    Network network = network(call);
    BigInteger index = BigInteger.valueOf(call.whole(1));
    BigInteger before = isPair(network) ? BigInteger.ZERO : BigInteger.ONE;
    BigInteger behind = hasBroadcast(network) ? BigInteger.ONE : BigInteger.ZERO;
    BigInteger count = network.size().subtract(before).subtract(behind);
    checkIndex(call, index, count, network + " has " + count + " usable addresses");
    return call.of(network.text(network.first().add(before).add(index)));
  }

  private static Network network(Call call) throws NoValueException {
    String text = call.text(0);
    Network network = Network.parse(text);
    if (network != null) return network;
    throw call.wrong(
        "'" + text + "' is no address range in CIDR notation",
        "Write an address and a prefix length, such as 10.0.0.0/16");
  }

  /** Whether the first address names the network and the last one is that of all hosts. */
  private static boolean hasBroadcast(Network network) {
    return network.isV4() && !isPair(network);
  }

  /** Whether all addresses are those of hosts (RFC 3021, RFC 6164). */
  private static boolean isPair(Network network) {
    return network.prefix() >= network.bits() - 1;
  }

  private static void checkIndex(Call call, BigInteger index, BigInteger count, String what)
      throws FunctionException {
    if (index.signum() >= 0 && index.compareTo(count) < 0) return;
    throw call.wrong("there is no number " + index + ", " + what, "Count from 0");
  }
}
