package dev.poort.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Keeps resources, each a JSON document under its id, and every version of them. A version is what
 * one change made of some resources; all of it is kept or nothing.
 *
 * <p>It stands apart from where versions are kept: a folder on one machine is {@link FolderStore};
 * a store that several processes share can do all of this too, as a change says what it stands on
 * ({@link Edit#replaces}). Every method may be called from any thread that may wait.
 */
public interface Store extends AutoCloseable {
  /** The number of the newest version; 0 while there is none. */
  long latest();

  /** The resources as the newest version has them, by their ids in lower case. */
  Map<String, KeptResource> resources();

  /**
   * Keeps a change. When this returns, the change outlives the process and the machine's next
   * start.
   *
   * @param who who asked for it
   * @param what what was asked for, one line
   * @param edits what becomes of resources; no two of one id
   * @return the version that it made
   * @throws ConflictException when a resource is no longer as an edit says; nothing is kept
   * @throws IOException when it cannot be kept; nothing is
   */
  Version commit(String who, String what, List<Edit> edits) throws IOException;

  /**
   * The newest versions that are known, the newest first.
   *
   * @param limit how many at most
   */
  List<Version> history(int limit);

  /**
   * The resources as a version left them, by their ids in lower case.
   *
   * @param version one that {@link #history} knows; 0 for the state before the oldest
   * @throws UnknownVersionException when there is none of that number, or not any more
   * @throws IOException when it cannot be read
   */
  Map<String, KeptResource> resourcesAt(long version) throws IOException;

  /** Ends the use of it; another process may then have it. */
  @Override
  void close() throws IOException;
}
