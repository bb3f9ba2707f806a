package dev.poort.store;

import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.store.VersionFolder.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a folder that one process at a time may use. Each version is a file that a person can
 * read. From time to time all that is there is written into one file more, a base, so that an
 * opening need not go through all versions; those before the last but one base are deleted.
 *
 * <p>The folder holds what was applied as it was applied, secrets too, and is its owner's alone.
 */
public final class FolderStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(FolderStore.class);

  /** After so many versions, or so many octets of them, a base is written. */
  private static final int VERSIONS_A_BASE = 500;

  private static final long OCTETS_A_BASE = 64L << 20;

  private final VersionFolder folder;
  private final FolderLock lock;
  private final Clock clock;
  private final List<Problem> damages = new ArrayList<>();
  private final NavigableMap<Long, Path> bases = new TreeMap<>();
  private final NavigableMap<Long, Kept> versions = new TreeMap<>();
  private Map<String, KeptResource> resources = Map.of();
  private long latest;
  private long octetsSinceBase;

  private record Kept(Path file, Version version) {}

  private FolderStore(VersionFolder folder, FolderLock lock, Clock clock) {
    this.folder = folder;
    this.lock = lock;
    this.clock = clock;
  }

  /**
   * Opens a folder, which is made where it is not there. What is damaged is set aside.
   *
   * @param path the folder
   * @param clock tells when a version is kept
   * @throws IOException when another process has it, or it cannot be read or written
   */
  public static FolderStore open(Path path, Clock clock) throws IOException {
    VersionFolder folder = new VersionFolder(path);
    folder.make();
    FolderLock lock = FolderLock.take(path);
    try {
      folder.clearUnfinished();
      FolderStore store = new FolderStore(folder, lock, clock);
      store.load();
      return store;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What was found damaged or missing at opening: warnings that say what serves instead. */
  public List<Problem> damages() {
    return List.copyOf(damages);
  }

  private void load() throws IOException {
    Map<String, KeptResource> state = new TreeMap<>();
    bases.putAll(folder.list(Kind.BASE));
    long base = loadNewestBase(state);
    NavigableMap<Long, Path> files = folder.list(Kind.CHANGE);
    latest = files.isEmpty() ? base : Math.min(base, files.firstKey() - 1);
    for (Map.Entry<Long, Path> each : files.entrySet()) {
      long number = each.getKey();
      if (number > latest + 1) missing(latest + 1, number - 1);
      latest = number;
      load(number, each.getValue(), number > base ? state : new TreeMap<>());
    }
    if (base > latest) latest = base;
    resources = Collections.unmodifiableMap(state);
  }

  private long loadNewestBase(Map<String, KeptResource> state) throws IOException {
    for (Map.Entry<Long, Path> each : List.copyOf(bases.descendingMap().entrySet())) {
      try {
        applyBase(VersionFolder.read(each.getValue()), state);
        return each.getKey();
      } catch (IOException e) {
        bases.remove(each.getKey());
        damaged(each.getValue(), e, "The versions tell what stood in it");
      }
    }
    return 0;
  }

  private void load(long number, Path file, Map<String, KeptResource> state) throws IOException {
    try {
      VersionFile read = VersionFolder.read(file);
      apply(read, state);
      versions.put(number, new Kept(file, read.version()));
      octetsSinceBase += Files.size(file);
    } catch (IOException e) {
      damaged(
          file,
          e,
          "What version %d changed is as it was before, or as later versions say: apply it again"
              .formatted(number));
    }
  }

  private void damaged(Path file, IOException why, String mend) throws IOException {
    String aside = String.valueOf(VersionFolder.setAside(file).getFileName());
    String what = "the file is damaged (%s) and set aside as %s".formatted(why.getMessage(), aside);
    damages.add(Problem.warning(what, Place.of(file.toString()), mend));
  }

  private void missing(long first, long last) {
    String what =
        first == last
            ? "version " + first + " is missing"
            : "versions %d to %d are missing".formatted(first, last);
    damages.add(
        Problem.warning(
            what,
            Place.of(folder.path().toString()),
            "What they changed is as it was before, or as later versions say: apply it again"));
  }

  /** In a base, what an edit "replaces" is the version that made the resource what it is. */
  private static void applyBase(VersionFile base, Map<String, KeptResource> state) {
    for (Edit edit : base.edits()) {
      String document = edit.document();
      if (document == null) continue;
      state.put(edit.key(), new KeptResource(edit.id(), document, edit.replaces()));
    }
  }

  private static void apply(VersionFile version, Map<String, KeptResource> state) {
    for (Edit edit : version.edits()) {
      String document = edit.document();
      if (document == null) {
        state.remove(edit.key());
        continue;
      }
      KeptResource before = state.get(edit.key());
      String id = before == null ? edit.id() : before.id();
      state.put(edit.key(), new KeptResource(id, document, version.number()));
    }
  }

  @Override
  public synchronized long latest() {
    return latest;
  }

  @Override
  public synchronized Map<String, KeptResource> resources() {
    return resources;
  }

  @Override
  public synchronized Version commit(String who, String what, List<Edit> edits) throws IOException {
    for (Edit edit : edits) {
      KeptResource now = resources.get(edit.key());
      long version = now == null ? 0 : now.version();
      if (version != edit.replaces()) throw new ConflictException(edit, version);
    }
    VersionFile next = new VersionFile(latest + 1, clock.instant(), who, what, edits);
    Map<String, KeptResource> state = new TreeMap<>(resources);
    apply(next, state);
    Version version = next.version();
    Path file = folder.write(next, Kind.CHANGE);
    latest = next.number();
    resources = Collections.unmodifiableMap(state);
    versions.put(latest, new Kept(file, version));
    octetsSinceBase += file.toFile().length();
    if (baseIsDue()) writeBase(next);
    return version;
  }

  private boolean baseIsDue() {
    long last = bases.isEmpty() ? 0 : bases.lastKey();
    return latest - last >= VERSIONS_A_BASE || octetsSinceBase >= OCTETS_A_BASE;
  }

  /** What is kept is kept, whether or not this succeeds. */
  private void writeBase(VersionFile last) {
    List<Edit> all =
        resources.values().stream()
            .map(kept -> new Edit(kept.id(), kept.document(), kept.version()))
            .toList();
    octetsSinceBase = 0;
    try {
      VersionFile base = new VersionFile(latest, last.when(), last.who(), last.what(), all);
      bases.put(latest, folder.write(base, Kind.BASE));
      forgetBefore(bases.lowerKey(latest));
    } catch (IOException e) {
      LOG.warn("the store {} cannot be tidied: {}", folder.path(), e.toString());
    }
  }

  /** Deletes what is older than a base; the newest first, so that what is left has no gap. */
  private void forgetBefore(@Nullable Long base) throws IOException {
    if (base == null) return;
    NavigableMap<Long, Path> olderBases = bases.headMap(base, false);
    for (Path file : olderBases.values()) Files.delete(file);
    olderBases.clear();
    NavigableMap<Long, Kept> older = versions.headMap(base, true);
    for (Kept each : older.values()) Files.delete(each.file());
    older.clear();
  }

  @Override
  public synchronized List<Version> history(int limit) {
    return versions.descendingMap().values().stream().limit(limit).map(Kept::version).toList();
  }

  @Override
  public synchronized Map<String, KeptResource> resourcesAt(long version) throws IOException {
    if (version == latest) return resources;
    Map.Entry<Long, Path> base = bases.floorEntry(version);
    if (!isKnown(version, base)) throw new UnknownVersionException(version, oldest(), latest);
    Map<String, KeptResource> state = new TreeMap<>();
    long from = 0;
    if (base != null) {
      applyBase(VersionFolder.read(base.getValue()), state);
      from = base.getKey();
    }
    for (Kept each : versions.subMap(from, false, version, true).values()) {
      apply(VersionFolder.read(each.file()), state);
    }
    return Collections.unmodifiableMap(state);
  }

  private boolean isKnown(long version, Map.@Nullable Entry<Long, Path> base) {
    if (base != null && base.getKey() == version) return true;
    return versions.containsKey(version) || (version == 0 && oldest() == 1);
  }

  private long oldest() {
    return versions.isEmpty() ? latest : versions.firstKey();
  }

  @Override
  public synchronized void close() throws IOException {
    lock.close();
  }
}
