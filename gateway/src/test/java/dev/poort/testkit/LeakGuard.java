package dev.poort.testkit;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every test class during which a buffer or a TLS engine of Netty was lost without having
 * been released. Registered for all tests through META-INF/services.
 */
public final class LeakGuard implements BeforeAllCallback, AfterAllCallback {
  private static final Recorder RECORDER = new Recorder();

  /** Comes before every test class, and so before Netty makes the first of its detectors. */
  public LeakGuard() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(RECORDER);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    RECORDER.leaks.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    List<String> leaks = RECORDER.collect();
    if (!leaks.isEmpty()) {
      throw new AssertionError(leaks.size() + " leaks:\n" + String.join("\n", leaks));
    }
  }

  private static final class Recorder extends ResourceLeakDetectorFactory {
    private final ConcurrentLinkedQueue<String> leaks = new ConcurrentLinkedQueue<>();
    private final List<Detector<?>> detectors = new CopyOnWriteArrayList<>();

    @Override
    @SuppressWarnings("deprecation") // the one that Netty asks its factory for
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      Detector<T> detector = new Detector<>(resource, samplingInterval, leaks);
      detectors.add(detector);
      return detector;
    }

    List<String> collect() throws InterruptedException {
      // The second collection comes when all that the first has found is queued.
      awaitCollection();
      awaitCollection();
      detectors.forEach(Detector::poll);
      return List.copyOf(leaks);
    }

    private static void awaitCollection() throws InterruptedException {
      ReferenceQueue<Object> queue = new ReferenceQueue<>();
      WeakReference<Object> sentinel = new WeakReference<>(new Object(), queue);
      try {
        System.gc();
        if (queue.remove(Await.BOUND.toMillis()) == null) {
          throw new AssertionError("garbage is not collected");
        }
      } finally {
        Reference.reachabilityFence(sentinel);
      }
    }
  }

  private static final class Detector<T> extends ResourceLeakDetector<T> {
    private final ConcurrentLinkedQueue<String> leaks;

    Detector(Class<T> resource, int samplingInterval, ConcurrentLinkedQueue<String> leaks) {
      super(resource, samplingInterval);
      this.leaks = leaks;
    }

    /** Detectors look for leaks only when they are given something to watch. */
    @SuppressWarnings("unchecked") // nothing is ever called on what is watched
    void poll() {
      T watched = (T) new Object();
      ResourceLeakTracker<T> tracker = trackForcibly(watched);
      tracker.close(watched);
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      leaks.add(resourceType + " was not released." + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
      leaks.add(resourceType + " was not released.");
    }
  }
}
