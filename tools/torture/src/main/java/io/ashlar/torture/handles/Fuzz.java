package io.ashlar.torture.handles;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.error.AshlarException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.StoreOpenException;
import io.ashlar.transaction.Transaction;
import io.ashlar.verify.VerifyResult;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The run inside of the child: callers, an interrupter, a watchdog, and the judgement after it. */
final class Fuzz {

  private static final int DIRECTORIES = 3;
  private static final int SHARED_PLACES = 6;
  private static final int KEPT_STAGES = 1_000;
  private static final long HANG_SECONDS = 30;
  private static final long PAUSE_NS = 1_000_000;
  private static final int INTERRUPT_EVERY_MS = 3;
  private static final int TURNS_TO_CLOSE = 300;

  private final HandlesOptions options;
  private final Tally tally = new Tally();
  private final Holdings shared = new Holdings(SHARED_PLACES);
  private final List<Path> directories = new ArrayList<>();
  private final LeakCheck leaks = new LeakCheck();
  private final Set<Database> databases = ConcurrentHashMap.newKeySet();
  private final Queue<CompletionStage<?>> stages = new ConcurrentLinkedQueue<>();
  private final List<Caller> callers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final long begun = System.nanoTime();

  Fuzz(HandlesOptions options) {
    this.options = options;
    for (int i = 0; i < DIRECTORIES; i++) {
      directories.add(options.directory().resolve("store" + i));
    }
  }

  Tally tally() {
    return tally;
  }

  Holdings shared() {
    return shared;
  }

  List<Path> directories() {
    return directories;
  }

  Options storeOptions() {
    return Options.builder()
        .lockTimeout(Duration.ofMillis(20))
        .maxRetries(2)
        .cacheBytes(32 << 20)
        .memtableBytes(1 << 20)
        .writeSetLimitBytes(1 << 20)
        .build();
  }

  boolean goesOn() {
    return tally.calls() < options.calls()
        && (options.seconds() == 0
            || System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(options.seconds()));
  }

  /** One in so many of the calls of a method that were chosen is made. */
  int rarity(Class<?> type, Method method) {
    if (!ApiSurface.isOfDatabase(type)) {
      return 1;
    }
    return switch (method.getName()) {
      case "close", "inMemory" -> 12;
      case "repair",
          "dropTable",
          "alterTable",
          "dropView",
          "verify",
          "createIndex",
          "startIndexBuild",
          "dropIndex",
          "analyze" ->
          4;
      case "open" -> 2;
      default -> 1;
    };
  }

  void opened(Database database) {
    databases.add(database);
    leaks.watch(database);
  }

  /** Makes the tables that are missing. */
  void fill(Database database) {
    try {
      for (String name : FuzzTables.TABLES) {
        if (database.findTable(name).isEmpty()) {
          database.schema().createTable(FuzzTables.schema(name));
        }
      }
    } catch (AshlarException closedOrThereOrReadOnly) {
      // The next one who opens makes what is missing.
    }
  }

  void outstanding(CompletionStage<?> stage) {
    stages.add(stage);
    if (stages.size() > KEPT_STAGES) {
      CompletionStage<?> oldest = stages.poll();
      requireComplete(oldest);
    }
  }

  /** Lets an object go that nobody will find any more. */
  void drop(Held held) {
    if (held.type() == Transaction.class && held.object().hashCode() % 2 == 0) {
      return; // Somebody forgets it: the close of the database ends it.
    }
    if (held.object() instanceof AutoCloseable closeable) {
      String name = held.type().getSimpleName() + ".close when dropped";
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_SECONDS);
      while (System.nanoTime() < end) {
        try {
          closeable.close();
          return;
        } catch (IllegalUseException inUse) {
          Thread.interrupted(); // or nobody would be waited for
          LockSupport.parkNanos(PAUSE_NS);
        } catch (Exception e) {
          tally.threw(name, e);
          return;
        }
      }
      tally.problem(name + " was refused as in use for too long.", allStacks());
    }
  }

  void run() throws InterruptedException {
    for (Path directory : directories) {
      Database database = Database.open(directory, storeOptions());
      opened(database);
      fill(database);
      SplittableRandom random = new SplittableRandom(options.seed());
      Held held = new Held(Database.class, database, database, null);
      Held gone = shared.keep(held, random);
      for (int i = 0; gone != null && i < 100; i++) {
        gone = shared.keep(gone, random);
      }
    }
    for (int i = 0; i < options.threads(); i++) {
      Caller caller = new Caller(this, options.seed() * 31 + i);
      callers.add(caller);
      threads.add(new Thread(caller, "caller-" + i));
    }
    threads.forEach(Thread::start);
    SplittableRandom random = new SplittableRandom(~options.seed());
    int turnsAfterEnd = 0;
    for (int i = 0; threads.stream().anyMatch(Thread::isAlive); i++) {
      Thread.sleep(INTERRUPT_EVERY_MS);
      if (goesOn()) {
        threads.get(random.nextInt(threads.size())).interrupt();
      } else if (++turnsAfterEnd == TURNS_TO_CLOSE) {
        // Who still waits, waits for locks of transactions that nobody will end: with default
        // options for minutes, if the close of the database did not end them.
        databases.forEach(this::closeDatabase);
      }
      if (i % 300 == 0) {
        lookForHangs();
      }
    }
    finish();
  }

  private void lookForHangs() {
    long now = System.nanoTime();
    for (Caller caller : callers) {
      String calling = caller.calling;
      if (calling != null && now - caller.since > TimeUnit.SECONDS.toNanos(HANG_SECONDS)) {
        tally.problem(calling + " has not returned in " + HANG_SECONDS + " s.", allStacks());
        throw new IllegalStateException("a call hangs");
      }
    }
  }

  private static String allStacks() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      text.append('\n').append(each.getKey());
      for (StackTraceElement frame : each.getValue()) {
        text.append("\n    ").append(frame);
      }
    }
    return text.toString();
  }

  private void finish() throws InterruptedException {
    for (Class<?> type : ApiSurface.HELD) {
      shared.all(type).forEach(this::drop);
    }
    databases.forEach(this::closeDatabase);
    stages.forEach(this::requireComplete);
    leaks.check(tally);
    for (Path directory : directories) {
      verify(directory);
    }
    // What is still referred to is not returned, and need not be.
    databases.clear();
    shared.clear();
    callers.clear();
    threads.clear();
    leaks.checkThreads(tally);
  }

  private void closeDatabase(Database database) {
    drop(new Held(Database.class, database, database, null));
  }

  private void verify(Path directory) {
    try (Database database = Database.open(directory, storeOptions())) {
      VerifyResult report = database.maintenance().verify();
      if (!report.clean()) {
        tally.problem("A surviving store is not consistent.", report.problems().toString());
      }
    } catch (StoreOpenException e) {
      tally.problem("A store cannot be opened after its last close.", Tally.textOf(e));
    } catch (RuntimeException | Error e) {
      tally.problem("A surviving store cannot be verified.", Tally.textOf(e));
    }
  }

  private void requireComplete(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().get(HANG_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      tally.threw("the result of Transaction.commitAsync", e.getCause());
    } catch (TimeoutException e) {
      tally.problem("The result of an asynchronous commit never completed.", allStacks());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
