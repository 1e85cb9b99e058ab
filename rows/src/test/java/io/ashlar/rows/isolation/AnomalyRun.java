package io.ashlar.rows.isolation;

import io.ashlar.Database;
import io.ashlar.rows.database.Beneath;
import io.ashlar.rows.isolation.AnomalyScript.Clause;
import io.ashlar.rows.isolation.AnomalyScript.Step;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.txn.lock.LockTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** One script at one level: what each step gave, and what became of the anomaly. */
final class AnomalyRun {

  private final AnomalyScript script;
  private final LockTable locks;
  private final Map<String, ScriptSession> sessions = new LinkedHashMap<>();
  private final Map<String, String> results = new HashMap<>();

  /** How many sessions wait for a lock; none of them can go on before another one ends. */
  private int waiting;

  private AnomalyRun(AnomalyScript script, LockTable locks) {
    this.script = script;
    this.locks = locks;
  }

  /** Runs a script on an empty database. */
  static AnomalyRun of(AnomalyScript script, Database db, IsolationLevel level) throws Exception {
    AnomalyRun run = new AnomalyRun(script, Beneath.locks(db));
    Statements statements = new Statements(db);
    try {
      for (Step step : script.steps()) {
        if (!step.session().equals(AnomalyScript.END)) {
          run.sessions.computeIfAbsent(
              step.session(), name -> new ScriptSession(name, statements, db.begin(level)));
        }
      }
      run.play(db, statements);
    } finally {
      for (ScriptSession each : run.sessions.values()) {
        each.close();
      }
    }
    return run;
  }

  private void play(Database db, Statements statements) throws Exception {
    for (Step step : script.steps()) {
      if (step.session().equals(AnomalyScript.END)) {
        try (ReadTransaction tx = db.beginRead()) {
          results.put(step.name(), statements.read(tx, step.statement()));
        }
      } else {
        play(sessions.get(step.session()), step);
      }
    }
  }

  private void play(ScriptSession session, Step step) throws Exception {
    session.start(step);
    while (!session.idle() && locks.waiters() <= waiting) {
      Thread.onSpinWait();
    }
    if (!session.idle()) {
      session.waits();
      waiting++;
      return;
    }
    session.finish(results);
    if (!session.active()) {
      // It has let go of its locks, which are what the others wait for.
      for (ScriptSession each : sessions.values()) {
        each.finish(results);
      }
      waiting = 0;
    }
  }

  /** The result of a step that has a name, or why there is none. */
  String result(String name) {
    return results.getOrDefault(name, "refused");
  }

  boolean holds(Clause clause) {
    return switch (clause.kind()) {
      case RESULT -> clause.result().equals(results.get(clause.name()));
      case AT_ONCE -> {
        Step step = named(clause.name());
        yield results.containsKey(clause.name()) && !session(step).hadToWaitFor(step);
      }
      case COMMITS -> sessions.get(clause.name()).committed();
    };
  }

  /** What became of the anomaly: the first of its parts that did not come about says why. */
  String outcome() {
    for (Clause clause : script.anomaly()) {
      if (!holds(clause)) {
        return switch (clause.kind()) {
          case COMMITS -> conflict(sessions.get(clause.name()));
          case RESULT, AT_ONCE -> prevented(named(clause.name()));
        };
      }
    }
    return "**allowed**";
  }

  private String prevented(Step step) {
    if (!results.containsKey(step.name())) {
      return conflict(session(step));
    }
    return session(step).hadToWaitFor(step)
        ? "blocking: `" + step + "` waits"
        : "view: `" + step + "` gives " + results.get(step.name());
  }

  private static String conflict(ScriptSession session) {
    return "conflict: `" + session.refused() + "`";
  }

  private Step named(String name) {
    return script.steps().stream()
        .filter(step -> name.equals(step.name()))
        .findFirst()
        .orElseThrow();
  }

  private ScriptSession session(Step step) {
    return sessions.get(step.session());
  }
}
