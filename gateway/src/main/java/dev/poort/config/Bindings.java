package dev.poort.config;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the things of Azure are on this machine (poort.json: {@code bindings}). Names are kept in
 * lower case; those that differ in letter case alone are the same.
 *
 * @param frontends the name of a frontend IP configuration to a local address
 * @param ports a frontend port to a local port; 0 lets the kernel choose
 * @param members the name of a pool, a machine or an FQDN to local members
 * @param certificates the name of a certificate, the id of its secret or the secret's name to local
 *     files
 * @param trustedCertificates the name of a trusted root or authentication certificate, the id of
 *     its secret or the secret's name to a local file
 * @param gateways the name of a gateway to what holds for it alone; it comes before the rest
 */
public record Bindings(
    Map<String, String> frontends,
    Map<Integer, Integer> ports,
    Map<String, List<HostAndPort>> members,
    Map<String, CertificateBinding> certificates,
    Map<String, Placed> trustedCertificates,
    Map<String, Bindings> gateways) {
  /** No bindings: ports are Azure's, frontends are all local addresses, members are themselves. */
  public static final Bindings NONE = new Bindings(Map.of(), Map.of(), Map.of());

  public Bindings {
    frontends = inLowerCase(frontends);
    ports = Map.copyOf(ports);
    members = inLowerCase(members);
    certificates = inLowerCase(certificates);
    trustedCertificates = inLowerCase(trustedCertificates);
    gateways = inLowerCase(gateways);
  }

  /** Bindings without trusted certificates. */
  public Bindings(
      Map<String, String> frontends,
      Map<Integer, Integer> ports,
      Map<String, List<HostAndPort>> members,
      Map<String, CertificateBinding> certificates,
      Map<String, Bindings> gateways) {
    this(frontends, ports, members, certificates, Map.of(), gateways);
  }

  /** Bindings that hold for every gateway. */
  public Bindings(
      Map<String, String> frontends,
      Map<Integer, Integer> ports,
      Map<String, List<HostAndPort>> members,
      Map<String, CertificateBinding> certificates) {
    this(frontends, ports, members, certificates, Map.of());
  }

  /** Bindings without certificates, for every gateway. */
  public Bindings(
      Map<String, String> frontends,
      Map<Integer, Integer> ports,
      Map<String, List<HostAndPort>> members) {
    this(frontends, ports, members, Map.of());
  }

  /**
   * What holds for a gateway: its own bindings, and for what they do not name, the common ones.
   *
   * @param gateway its name, in any letter case
   */
  public Bindings of(String gateway) {
    Bindings own = gateways.getOrDefault(gateway.toLowerCase(Locale.ROOT), NONE);
    return new Bindings(
        merged(frontends, own.frontends),
        merged(ports, own.ports),
        merged(members, own.members),
        merged(certificates, own.certificates),
        merged(trustedCertificates, own.trustedCertificates),
        Map.of());
  }

  private static <K, V> Map<K, V> merged(Map<K, V> common, Map<K, V> own) {
    Map<K, V> merged = new HashMap<>(common);
    merged.putAll(own);
    return merged;
  }

  /** Those for every gateway, and those for each that has its own. */
  public List<Bindings> all() {
    return Stream.concat(Stream.of(this), gateways.values().stream()).toList();
  }

  /** Every file that these name, not those of single gateways. */
  public Stream<Placed> files() {
    return Stream.concat(
        certificates.values().stream().flatMap(certificate -> certificate.files().stream()),
        trustedCertificates.values().stream());
  }

  /** Where a frontend is; null when it is not bound. */
  public @Nullable String frontend(String name) {
    return frontends.get(name.toLowerCase(Locale.ROOT));
  }

  /** Where a pool or a member is; null when it is not bound. */
  public @Nullable List<HostAndPort> member(String name) {
    return members.get(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The files of a certificate; null when it is not bound. Of several keys that mean it, its name
   * comes first, then the longest, which says most.
   */
  public @Nullable CertificateBinding certificate(SslCertificate certificate) {
    return meant(certificates, certificate);
  }

  /** The file of a trusted certificate, found by the same rules; null when it is not bound. */
  public @Nullable Placed trustedCertificate(SslCertificate certificate) {
    return meant(trustedCertificates, certificate);
  }

  private static <T> @Nullable T meant(Map<String, T> table, SslCertificate certificate) {
    T named = table.get(certificate.name().toLowerCase(Locale.ROOT));
    if (named != null) return named;
    Comparator<String> longest =
        Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
    return table.entrySet().stream()
        .filter(each -> certificate.isMeantBy(each.getKey()))
        .max(Map.Entry.comparingByKey(longest))
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  /** ARM compares names without regard to letter case. */
  private static <T> Map<String, T> inLowerCase(Map<String, T> names) {
    return names.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                name -> name.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }
}
