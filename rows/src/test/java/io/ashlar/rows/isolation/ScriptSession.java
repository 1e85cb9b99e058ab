package io.ashlar.rows.isolation;

import io.ashlar.error.RetryableException;
import io.ashlar.rows.isolation.AnomalyScript.Step;
import io.ashlar.transaction.Transaction;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A session of a script: one transaction and the thread that drives it. */
final class ScriptSession implements AutoCloseable {

  private final String name;
  private final Statements statements;
  private final Transaction tx;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Set<Step> waits = new HashSet<>();

  /** What runs, or null. */
  private Future<String> running;

  private Step step;
  private Step refused;
  private boolean committed;

  ScriptSession(String name, Statements statements, Transaction tx) {
    this.name = name;
    this.statements = statements;
    this.tx = tx;
  }

  /** Begins a step, unless the transaction was refused before. */
  void start(Step next) {
    if (running != null) {
      throw new IllegalStateException(name + " still waits for a lock and is to do " + next);
    }
    if (refused == null) {
      step = next;
      running = thread.submit(() -> statements.run(tx, next.statement()));
    }
  }

  boolean idle() {
    return running == null || running.isDone();
  }

  /** Notes that the present step waits for a lock. */
  void waits() {
    waits.add(step);
  }

  boolean hadToWaitFor(Step which) {
    return waits.contains(which);
  }

  /** Waits for the present step, if there is one, and keeps what it gave. */
  void finish(Map<String, String> results) throws Exception {
    if (running == null) {
      return;
    }
    try {
      String result = running.get();
      if (step.name() != null) {
        results.put(step.name(), result);
      }
      committed |= "commit".equals(step.statement());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RetryableException)) {
        throw e;
      }
      refused = step;
    } finally {
      running = null;
    }
  }

  boolean active() {
    return tx.active();
  }

  boolean committed() {
    return committed;
  }

  /** The step that ended the transaction with a conflict. */
  Step refused() {
    if (refused == null) {
      throw new IllegalStateException(name + " was not refused");
    }
    return refused;
  }

  @Override
  public void close() {
    tx.close();
    thread.shutdownNow();
  }
}
