package dev.poort.arm;

import dev.poort.config.HttpListener;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RedirectTarget;
import dev.poort.config.RedirectType;
import dev.poort.config.TargetUrl;
import dev.poort.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads redirect configurations. Path and query are kept where the file does not say: so does Azure
 * with what it is not told (hashicorp/terraform-provider-azurerm#6175), and so do its own tools.
 */
final class Redirects {
  private static final List<String> TYPES =
      Arrays.stream(RedirectType.values()).map(RedirectType::armName).toList();

  private final Resources<HttpListener> listeners;

  Redirects(Resources<HttpListener> listeners) {
    this.listeners = listeners;
  }

  @Nullable RedirectConfiguration read(ArmObject redirect, String name) {
    RedirectType type = type(redirect);
    RedirectTarget target = target(redirect);
    boolean path = redirect.flag("includePath", true);
    boolean query = redirect.flag("includeQueryString", true);
    if (type == null || target == null) return null;
    return new RedirectConfiguration(name, type, target, path, query);
  }

  private static @Nullable RedirectType type(ArmObject redirect) {
    redirect.require("redirectType");
    String word = redirect.choice("redirectType", TYPES);
    for (RedirectType type : RedirectType.values()) {
      if (type.armName().equals(word)) return type;
    }
    return null;
  }

  private @Nullable RedirectTarget target(ArmObject redirect) {
    JsonValue listener = redirect.raw("targetListener");
    JsonValue url = redirect.raw("targetUrl");
    if (listener != null && url != null) {
      redirect.findings().error(url, "there are targetListener and targetUrl", "Keep one of them");
    }
    if (listener != null) return listener(redirect, listener);
    if (url != null) return url(redirect, url);
    if (!redirect.isUnreadable()) {
      String what = "the redirect leads nowhere";
      redirect.findings().error(redirect.json(), what, "Give it targetListener or targetUrl");
    }
    return null;
  }

  private @Nullable HttpListener listener(ArmObject redirect, JsonValue where) {
    HttpListener listener = redirect.reference("targetListener", listeners);
    if (listener == null) return null;
    List<String> hosts = listener.hostNames();
    boolean wildcard = hosts.stream().anyMatch(host -> host.contains("*") || host.contains("?"));
    if (hosts.size() > 1 || wildcard) {
      String has = wildcard ? "a wildcard" : "several hostNames";
      String what = listener.name() + " has " + has + ", a redirect cannot tell which host to name";
      String mend = "Lead to a listener with one host name or none, or to a targetUrl";
      redirect.findings().error(where, what, mend);
    }
    return listener;
  }

  private static @Nullable TargetUrl url(ArmObject redirect, JsonValue where) {
    String url = redirect.text("targetUrl");
    if (url == null) return null;
    if (TargetUrl.isValid(url)) return new TargetUrl(url);
    String mend = "Write http:// or https://, a host, and what else is percent-encoded";
    redirect.findings().error(where, "targetUrl is no absolute http or https URL", mend);
    return null;
  }
}
