package dev.poort.config;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
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
 * @param pages the URL of a custom error page to a local file or to another URL
 * @param tenants the id of a tenant to where its tokens come from
 * @param gateways the name of a gateway to what holds for it alone; it comes before the rest
 */
public record Bindings(
    Map<String, String> frontends,
    Map<Integer, Integer> ports,
    Map<String, List<HostAndPort>> members,
    Map<String, CertificateBinding> certificates,
    Map<String, PageBinding> pages,
    Map<String, TenantBinding> tenants,
    Map<String, Bindings> gateways) {
  /** No bindings: ports are Azure's, frontends are all local addresses, members are themselves. */
  public static final Bindings NONE = new Bindings(Map.of(), Map.of(), Map.of());

  public Bindings {
    frontends = inLowerCase(frontends);
    ports = Map.copyOf(ports);
    members = inLowerCase(members);
    certificates = inLowerCase(certificates);
    pages = inLowerCase(pages);
    tenants = inLowerCase(tenants);
    gateways = inLowerCase(gateways);
  }

  /** Bindings without pages and tenants. */
  public Bindings(
      Map<String, String> frontends,
      Map<Integer, Integer> ports,
      Map<String, List<HostAndPort>> members,
      Map<String, CertificateBinding> certificates,
      Map<String, Bindings> gateways) {
    this(frontends, ports, members, certificates, Map.of(), Map.of(), gateways);
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
        merged(pages, own.pages),
        merged(tenants, own.tenants),
        Map.of());
  }

  private static <K, V> Map<K, V> merged(Map<K, V> common, Map<K, V> own) {
    Map<K, V> merged = new HashMap<>(common);
    merged.putAll(own);
    return merged;
  }

  /** The files that are named, to be looked at for changes. */
  public Stream<String> files() {
    Stream<Placed> keys =
        tenants.values().stream().map(TenantBinding::keys).filter(Objects::nonNull);
    return Stream.of(
            certificates.values().stream().flatMap(certificate -> certificate.files().stream()),
            pages.values().stream().filter(page -> !page.isUrl()).map(PageBinding::where),
            keys)
        .flatMap(placed -> placed)
        .map(Placed::text)
        .filter(name -> !name.startsWith("http://") && !name.startsWith("https://"));
  }

  /** Those for every gateway, and those for each that has its own. */
  public List<Bindings> all() {
    return Stream.concat(Stream.of(this), gateways.values().stream()).toList();
  }

  /** Where a frontend is; null when it is not bound. */
  public @Nullable String frontend(String name) {
    return frontends.get(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Where a listener is on this machine: at all local addresses unless its frontend is bound, on
   * the frontend's port unless that is bound; port 0 lets the kernel choose.
   */
  public HostAndPort listener(HttpListener listener) {
    String bound = frontend(listener.frontendIpConfiguration().name());
    int port = listener.frontendPort().port();
    return new HostAndPort(bound == null ? "0.0.0.0" : bound, ports.getOrDefault(port, port));
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
    CertificateBinding named = certificates.get(certificate.name().toLowerCase(Locale.ROOT));
    if (named != null) return named;
    return certificates.keySet().stream()
        .filter(certificate::isMeantBy)
        .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
        .map(certificates::get)
        .orElse(null);
  }

  /** What stands for a custom error page; null when it is not bound. */
  public @Nullable PageBinding page(String url) {
    return pages.get(url.toLowerCase(Locale.ROOT));
  }

  /** Where the tokens of a tenant come from; null when it is not bound. */
  public @Nullable TenantBinding tenant(String id) {
    return tenants.get(id.toLowerCase(Locale.ROOT));
  }

  /** The same bindings with other pages, also in those of single gateways. */
  public Bindings withPages(UnaryOperator<PageBinding> change) {
    Map<String, PageBinding> changed = new HashMap<>(pages);
    changed.replaceAll((_, page) -> change.apply(page));
    Map<String, Bindings> own = new HashMap<>(gateways);
    own.replaceAll((_, each) -> each.withPages(change));
    return new Bindings(frontends, ports, members, certificates, changed, tenants, own);
  }

  /** ARM compares names without regard to letter case. */
  private static <T> Map<String, T> inLowerCase(Map<String, T> names) {
    return names.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                name -> name.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }
}
