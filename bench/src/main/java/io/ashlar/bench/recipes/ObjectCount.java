package io.ashlar.bench.recipes;

import io.ashlar.transaction.Durability;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Counts objects, in a JVM without thread-local allocation buffers: there every single allocation
 * is an event of the flight recorder, so that nothing is sampled or estimated. Those of the calling
 * thread and of the store's threads between begin and end of an operation count.
 */
final class ObjectCount {

  private static final String ALLOCATION = "jdk.ObjectAllocationOutsideTLAB";
  private static final String DATA_LOSS = "jdk.DataLoss";
  private static final String OPERATION = "io.ashlar.check.history.Operation";
  private static final String STORE_THREADS = "ashlar-";

  private ObjectCount() {}

  /** From begin to end of one operation. */
  @Name(OPERATION)
  @StackTrace(false)
  static final class Operation extends Event {}

  /** Objects and bytes of a number of operations. */
  record Count(long objects, long bytes) {}

  /**
   * Prints one line for each recipe: its name, then objects and bytes of all operations together.
   *
   * @param args warm-up operations, counted operations
   * @throws IOException when the recording cannot be written or read
   */
  public static void main(String[] args) throws IOException {
    int warmUp = Integer.parseInt(args[0]);
    int operations = Integer.parseInt(args[1]);
    for (Recipe recipe : Recipe.values()) {
      Count count = count(recipe, warmUp, operations);
      System.out.println(recipe.name() + " " + count.objects() + " " + count.bytes());
    }
  }

  private static Count count(Recipe recipe, int warmUp, int operations) throws IOException {
    try (WorkDirectory directory = WorkDirectory.of(null);
        RecipeRun run = new RecipeRun(recipe, directory.path().resolve("store"))) {
      for (int i = 0; i < warmUp; i++) {
        run.restore();
        run.operate(Durability.GROUP);
      }
      Path file = directory.path().resolve("allocations.jfr");
      try (Recording recording = new Recording()) {
        recording.enable(ALLOCATION).withoutStackTrace();
        recording.enable(DATA_LOSS);
        recording.enable(OPERATION);
        recording.start();
        for (int i = 0; i < operations; i++) {
          run.restore();
          Operation operation = new Operation();
          operation.begin();
          run.operate(Durability.GROUP);
          operation.end();
          operation.commit();
        }
        recording.stop();
        recording.dump(file);
      }
      Count count = read(file, operations);
      Files.delete(file);
      return count;
    }
  }

  private static Count read(Path file, int operations) throws IOException {
    List<RecordedEvent> allocations = new ArrayList<>();
    List<RecordedEvent> windows = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      switch (event.getEventType().getName()) {
        case ALLOCATION -> allocations.add(event);
        case OPERATION -> windows.add(event);
        case DATA_LOSS -> throw new IllegalStateException("the recorder has lost events");
        default -> {}
      }
    }
    if (windows.size() != operations) {
      throw new IllegalStateException("operations are missing in the recording");
    }
    RecordedThread caller = windows.get(0).getThread();
    long objects = 0;
    long bytes = 0;
    for (RecordedEvent allocation : allocations) {
      if (concerns(allocation.getThread(), caller) && within(allocation.getStartTime(), windows)) {
        objects++;
        bytes += allocation.getLong("allocationSize");
      }
    }
    return new Count(objects, bytes);
  }

  private static boolean concerns(RecordedThread thread, RecordedThread caller) {
    if (thread == null || thread.getJavaName() == null) {
      return false;
    }
    return thread.getJavaThreadId() == caller.getJavaThreadId()
        || thread.getJavaName().startsWith(STORE_THREADS);
  }

  private static boolean within(Instant time, List<RecordedEvent> windows) {
    for (RecordedEvent window : windows) {
      if (!time.isBefore(window.getStartTime()) && !time.isAfter(window.getEndTime())) {
        return true;
      }
    }
    return false;
  }
}
