package dev.poort.explain;

import dev.poort.config.ServerVariable;
import dev.poort.rewrite.ClientView;

/**
 * What server variables tell of a client that is not connected. Over TLS it is taken to speak
 * TLSv1.3 and to have no certificate.
 *
 * @param question what it asks
 * @param entry where
 */
record ClientSketch(Question question, Entry entry) implements ClientView {
  @Override
  public String ip() {
    return question.client().host();
  }

  @Override
  public int port() {
    return question.client().port();
  }

  @Override
  public int serverPort() {
    return entry.localPort();
  }

  @Override
  public String localHost() {
    return entry.address().toString();
  }

  @Override
  public boolean secure() {
    return question.secure();
  }

  @Override
  public String tcpRoundTrip() {
    return "";
  }

  @Override
  public String sslProtocol() {
    return secure() ? "TLSv1.3" : "";
  }

  @Override
  public String sslCipher() {
    return secure() ? "TLS_AES_256_GCM_SHA384" : "";
  }

  @Override
  public String ciphersSupported() {
    return "";
  }

  @Override
  public String certificate(ServerVariable part) {
    return part == ServerVariable.CLIENT_CERTIFICATE_VERIFICATION ? "NONE" : "";
  }
}
