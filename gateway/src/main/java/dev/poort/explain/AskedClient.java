package dev.poort.explain;

import dev.poort.config.ServerVariable;
import dev.poort.rewrite.ClientView;

/**
 * The client that a question supposes, as server variables see it. What only a connection shows is
 * empty.
 *
 * @param question what is asked
 * @param entry where it comes in
 */
record AskedClient(Question question, Entry entry) implements ClientView {
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
    return "";
  }

  @Override
  public String sslCipher() {
    return "";
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
