package dev.poort.arm;

import dev.poort.config.ApplicationGateway;
import dev.poort.json.Nearest;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which of a file's gateways are meant. May be used from any thread. */
public final class GatewayChoice {
  private GatewayChoice() {}

  /**
   * The gateway of a file that is to hold exactly one; several are an error that names them.
   *
   * @param file the file's name, for the error's place
   * @param found what was read from the file
   */
  public static ReadResult<ApplicationGateway> only(
      String file, ReadResult<List<ApplicationGateway>> found) {
    List<ApplicationGateway> gateways = found.value();
    if (gateways == null) return new ReadResult<>(null, found.problems());
    if (gateways.size() == 1) return new ReadResult<>(gateways.getFirst(), found.problems());
    String what =
        "there are " + gateways.size() + " gateways: " + String.join(", ", names(gateways));
    return refused(found, List.of(Problem.error(what, Place.of(file), "Name one of them")));
  }

  /**
   * The gateways of some names, in the file's order; a name that none has is an error.
   *
   * @param file the file's name, for the error's place
   * @param found what was read from the file
   * @param wanted their names, in any letter case
   */
  public static ReadResult<List<ApplicationGateway>> named(
      String file, ReadResult<List<ApplicationGateway>> found, List<String> wanted) {
    List<ApplicationGateway> gateways = found.value();
    if (gateways == null) return found;
    List<String> names = names(gateways);
    List<Problem> unknown = new ArrayList<>();
    for (String name : wanted) {
      if (names.stream().anyMatch(name::equalsIgnoreCase)) continue;
      String nearest = Nearest.of(name, names);
      unknown.add(
          Problem.error(
              "there is no gateway " + name + " among " + String.join(", ", names),
              Place.of(file),
              nearest == null ? "" : "Did you mean " + nearest + "?"));
    }
    if (!unknown.isEmpty()) return refused(found, unknown);
    List<ApplicationGateway> chosen =
        gateways.stream()
            .filter(gateway -> wanted.stream().anyMatch(gateway.name()::equalsIgnoreCase))
            .toList();
    return new ReadResult<>(chosen, found.problems());
  }

  private static <T> ReadResult<T> refused(ReadResult<?> found, List<Problem> errors) {
    return new ReadResult<>(
        null, Stream.concat(found.problems().stream(), errors.stream()).toList());
  }

  private static List<String> names(List<ApplicationGateway> gateways) {
    return gateways.stream().map(ApplicationGateway::name).toList();
  }
}
