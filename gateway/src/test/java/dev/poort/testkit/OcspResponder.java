package dev.poort.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** An OCSP responder of the tests' own authority, over HTTP on a port that the kernel chooses. */
public final class OcspResponder implements AutoCloseable {
  private final HttpServer server;
  private final TestCa ca;
  private final TestCa signer;
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<BigInteger, Instant> revoked = new ConcurrentHashMap<>();
  private volatile int status = 200;

  private OcspResponder(TestCa ca, TestCa signer) throws IOException {
    this.ca = ca;
    this.signer = signer;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** Starts one that answers for an authority. */
  public static OcspResponder of(TestCa ca) throws IOException {
    return new OcspResponder(ca, ca);
  }

  /** Starts one whose answers somebody else signs. */
  public static OcspResponder signedBy(TestCa stranger, TestCa ca) throws IOException {
    return new OcspResponder(ca, stranger);
  }

  /** Adds to a certificate where this is (RFC 5280 4.2.2.1). */
  public CertificateBuilder named(CertificateBuilder builder) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    try {
      byte[] access =
          new AuthorityInformationAccess(
                  AccessDescription.id_ad_ocsp,
                  new GeneralName(GeneralName.uniformResourceIdentifier, url))
              .getEncoded();
      return builder.addExtensionOctetString("1.3.6.1.5.5.7.1.1", false, access);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** From now on a certificate counts as revoked. */
  public void revoke(TestCertificate certificate) {
    revoked.put(certificate.certificate().getSerialNumber(), Instant.now());
  }

  /** From now on it answers with this status and nothing more. */
  public void answerWith(int status) {
    this.status = status;
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      byte[] question = exchange.getRequestBody().readAllBytes();
      if (status != 200) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      byte[] answer = answer(question);
      exchange.getResponseHeaders().add("Content-Type", "application/ocsp-response");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @SuppressWarnings("JavaUtilDate") // the library's
  private byte[] answer(byte[] question) throws Exception {
    Instant now = Instant.now();
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    var key = SubjectPublicKeyInfo.getInstance(signer.certificate().getPublicKey().getEncoded());
    var builder = new BasicOCSPRespBuilder(key, digests.get(CertificateID.HASH_SHA1));
    for (Req each : new OCSPReq(question).getRequestList()) {
      Instant since = revoked.get(each.getCertID().getSerialNumber());
      CertificateStatus status =
          since == null ? CertificateStatus.GOOD : new RevokedStatus(Date.from(since), 0);
      builder.addResponse(
          each.getCertID(), status, Date.from(now), Date.from(now.plus(Duration.ofHours(1))));
    }
    var signature = new JcaContentSignerBuilder("SHA256withECDSA").build(signer.key());
    var basic = builder.build(signature, new X509CertificateHolder[0], Date.from(now));
    return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
  }

  /** Whose certificates it knows. */
  public TestCa ca() {
    return ca;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
