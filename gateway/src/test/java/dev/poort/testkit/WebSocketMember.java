package dev.poort.testkit;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A member that agrees to every handshake and hands the sessions to the test. */
public final class WebSocketMember implements AutoCloseable {
  private final BlockingQueue<WebSocketEnd> sessions = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile CountDownLatch agrees = new CountDownLatch(0);
  private final TestMember member;
  private volatile String moreLines = "";

  private WebSocketMember(@Nullable SSLContext tls) throws IOException {
    member = tls == null ? TestMember.start(this::agree) : TestMember.startTls(tls, this::agree);
  }

  /** Starts one in clear text. */
  public static WebSocketMember start() throws IOException {
    return new WebSocketMember(null);
  }

  /** Starts one over TLS, see {@link TestCertificate#serverContext}. */
  public static WebSocketMember startTls(SSLContext tls) throws IOException {
    return new WebSocketMember(tls);
  }

  private void agree(MemberRequest request) throws Exception {
    agrees.await();
    sessions.add(WebSocketEnd.agree(request, moreLines));
    // The test reads and writes from now on.
    closed.await();
  }

  /** The member itself. */
  public TestMember member() {
    return member;
  }

  /** Agrees with further field lines, each ended by CR LF. */
  public WebSocketMember agreeingWith(String lines) {
    moreLines = lines;
    return this;
  }

  /** Handshakes that come from now on wait. */
  public void holdAgreements() {
    agrees = new CountDownLatch(1);
  }

  /** Agrees to the handshakes that wait. */
  public void releaseAgreements() {
    agrees.countDown();
  }

  /** The member's end of the next session. */
  public WebSocketEnd next() throws InterruptedException {
    WebSocketEnd session = sessions.poll(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
    if (session == null) throw new AssertionError("no session has come");
    return session;
  }

  @Override
  public void close() throws IOException {
    agrees.countDown();
    closed.countDown();
    member.close();
  }
}
