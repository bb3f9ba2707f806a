package dev.poort.explain;

import dev.poort.backend.Affinity;
import dev.poort.config.BackendHttpSettings;
import dev.poort.explain.Step.Topic;
import dev.poort.message.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which member the cookies of a request lead back to.
 *
 * @param entry where it comes in
 * @param settings which bind clients to members
 * @param members those behind the action
 * @param request the fields of the request
 */
record AffinityLook(
    Entry entry, BackendHttpSettings settings, List<MemberView> members, Fields request) {
  /**
   * Looks, and says what it sees.
   *
   * @return the member that is named, well or not; null when none is, or it cannot be told
   */
  @Nullable MemberView add(List<Step> steps) {
    String cookie = String.valueOf(settings.affinityCookieName());
    Affinity affinity = entry.subject().surroundings().affinity(settings);
    MemberView named = affinity == null ? null : named(affinity);
    String text =
        "a client is led back to its member by the cookies %1$s and %1$sCORS: ".formatted(cookie);
    if (!Affinity.isNaming(request, cookie)) text += "it has none yet, the answer sets them";
    else if (affinity == null) text += "whom its own names cannot be told without the key";
    else if (named == null) text += "its own names no member, the answer sets them anew";
    else text += "its own names " + named.key().address() + served(named);
    Places places = entry.subject().places();
    String[] way = {"backendHttpSettingsCollection", settings.name(), "cookieBasedAffinity"};
    steps.add(new Step(Topic.AFFINITY, text, places.of(way), List.of()));
    return named;
  }

  private static String served(MemberView named) {
    return named.keepsClients()
        ? ", which gets the request"
        : ", which does not serve: another gets the request, and the answer sets them anew";
  }

  private @Nullable MemberView named(Affinity affinity) {
    Map<String, MemberView> byValue = new HashMap<>();
    for (MemberView each : members) {
      byValue.putIfAbsent(affinity.value(each.key().address()), each);
    }
    return affinity.named(request, byValue);
  }
}
