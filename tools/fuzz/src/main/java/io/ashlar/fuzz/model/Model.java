package io.ashlar.fuzz.model;

import io.ashlar.error.ConstraintException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.script.Level;
import io.ashlar.fuzz.script.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A database as it should be. It judges what each step has led to and follows it: where Ashlar may
 * refuse a statement, as for a lock, the model asks whether that was justified, and goes on from
 * there.
 */
public final class Model {

  private final History history = new History();
  private final Map<Integer, ModelSession> sessions = new HashMap<>();
  private final Statements statements = new Statements(history);
  private final SchemaSteps schema = new SchemaSteps(history, sessions);

  /** Makes an empty database. */
  public Model() {}

  /**
   * The newest committed state.
   *
   * @return the state
   */
  public State newest() {
    return history.newest();
  }

  /** Says that the newest state has the timestamp of the one before. */
  public void nothingWritten() {
    history.nothingWritten();
  }

  /**
   * Whether a session is in a transaction.
   *
   * @param session its number
   * @return true when it is
   */
  public boolean active(int session) {
    return sessions.containsKey(session);
  }

  /**
   * Whether the transaction of a session writes.
   *
   * @param session its number
   * @return false for one that only reads, and when there is none
   */
  public boolean writes(int session) {
    return active(session) && sessions.get(session).writes();
  }

  /**
   * How many savepoints a session has.
   *
   * @param session its number
   * @return how many
   */
  public int savepoints(int session) {
    return active(session) ? sessions.get(session).marks() : 0;
  }

  /**
   * Whether a step has something to work on; one that has not is passed over.
   *
   * @param step the step
   * @return false when it is to be left out
   */
  public boolean applies(Step step) {
    if (step instanceof Step.InSession inSession) {
      boolean there = inSession.session() < 0 || active(inSession.session());
      boolean past = there && inSession.session() >= 0 && reads(inSession.session());
      return there && statements.applies(inSession, past);
    }
    if (step instanceof Step.Begin begin) {
      return !active(begin.session());
    }
    if (step instanceof Step.BeginAsOf begin) {
      return !active(begin.session()) && begin.commitsBack() < newest().number();
    }
    if (step instanceof Step.Commit commit) {
      return writes(commit.session());
    }
    if (step instanceof Step.Rollback rollback) {
      return active(rollback.session());
    }
    if (step instanceof Step.Savepoint savepoint) {
      return writes(savepoint.session());
    }
    if (step instanceof Step.RollbackTo rollback) {
      return savepoints(rollback.session()) > 0 && writes(rollback.session());
    }
    if (step instanceof Step.Release release) {
      return savepoints(release.session()) > 0 && writes(release.session());
    }
    if (step instanceof Step.ReadCursor read) {
      return statements.cursors().isOpen(read.slot()) && read.rows() > 0;
    }
    if (step instanceof Step.Prepare prepare) {
      return new Applicable(newest()).scan(prepare.scan());
    }
    return schema.applies(step);
  }

  private boolean reads(int session) {
    return !sessions.get(session).writes();
  }

  /**
   * Judges an outcome and goes on from it.
   *
   * @param step a step that {@linkplain #applies applies}
   * @param found what it has led to
   * @return what is wrong, or null
   */
  public String judge(Step step, Outcome found) {
    if (step instanceof Step.InSession inSession) {
      return judgeStatement(inSession, found);
    }
    if (step instanceof Step.Commit commit) {
      return judgeCommit(commit.session(), found);
    }
    if (step instanceof Step.ReadCursor read) {
      return statements.cursors().judge(read, found, sessions.values(), newest());
    }
    if (found.error() == null && step instanceof Step.Prepare prepare) {
      statements.prepare(prepare);
      sessions.values().forEach(session -> session.forgetRuns(prepare.slot()));
      return null;
    }
    if (step instanceof Step.Reopen) {
      sessions.clear();
      statements.forget();
    }
    if (isTransactional(step)) {
      return found.error() == null ? transactional(step) : "expected no failure";
    }
    return found.error() != null && step instanceof Step.Prepare
        ? "expected no failure"
        : schema.judge(step, found);
  }

  private static boolean isTransactional(Step step) {
    return step instanceof Step.Begin
        || step instanceof Step.BeginAsOf
        || step instanceof Step.Rollback
        || step instanceof Step.Savepoint
        || step instanceof Step.RollbackTo
        || step instanceof Step.Release;
  }

  private String transactional(Step step) {
    if (step instanceof Step.Begin begin) {
      State view = begin.level().isolation() == null ? newest() : null;
      sessions.put(begin.session(), new ModelSession(begin.level(), view, null));
    } else if (step instanceof Step.BeginAsOf begin) {
      State past = history.state(newest().number() - begin.commitsBack());
      sessions.put(begin.session(), new ModelSession(Level.READ, newest(), past));
    } else if (step instanceof Step.Rollback rollback) {
      sessions.remove(rollback.session());
    } else {
      if (step instanceof Step.RollbackTo rollback) {
        ModelSession session = sessions.get(rollback.session());
        statements.cursors().rolledBack(session, rollback.place() % session.marks());
      }
      mark(sessions.get(sessionOf(step)), step);
      sessions
          .get(sessionOf(step))
          .done()
          .add(new ModelSession.Done(step, null, newest().number()));
    }
    return null;
  }

  private static int sessionOf(Step step) {
    if (step instanceof Step.Savepoint savepoint) {
      return savepoint.session();
    }
    return step instanceof Step.RollbackTo rollback
        ? rollback.session()
        : ((Step.Release) step).session();
  }

  private static void mark(ModelSession session, Step step) {
    if (step instanceof Step.Savepoint) {
      session.mark();
    } else if (step instanceof Step.RollbackTo rollback) {
      session.rollbackTo(rollback.place() % session.marks());
    } else {
      session.release(((Step.Release) step).place() % session.marks());
    }
  }

  private String judgeStatement(Step.InSession step, Outcome found) {
    boolean alone = step.session() < 0;
    ModelSession session =
        alone
            ? new ModelSession(Statements.writes(step) ? Level.SNAPSHOT : Level.READ, null, null)
            : sessions.get(step.session());
    boolean pinned = session.view() != null;
    if (!pinned || session.refreshes()) {
      session.view(newest());
    }
    session.newest(newest().number());
    session.held(Held.byOthers(session, sessions.values()));
    if (statements.isRefusedAtOnce(step)) {
      return Expected.failure(ConstraintException.class).judge(found);
    }
    if (statements.meetsChanged(session, step, pinned, found)) {
      sessions.remove(step.session());
      statements.failed(step);
      return found.error() instanceof SchemaChangedException
          ? null
          : "expected SchemaChangedException";
    }
    Effect effect = statements.run(session, step, found);
    session.asked().addAll(effect.possible());
    session.mayHaveKeys(effect);
    if (found.error() instanceof RetryableException) {
      String wrong = unjustified(session, effect, found.error());
      statements.failed(step);
      sessions.remove(step.session());
      return wrong;
    }
    String wrong = effect.expected().judge(found);
    if (wrong == null && found.error() == null) {
      wrong = missedConflict(session, effect);
      session.locked().addAll(effect.certain());
      session.sharedKeys().addAll(effect.sharedKeys());
      session.takenKeys().addAll(effect.takenKeys());
      effect.all().forEach(each -> session.write(each.table(), each.writes()));
      statements.follow(step);
      wrong = wrong == null ? statements.draw(effect.table(), effect.drawn()) : wrong;
    }
    if (found.error() != null) {
      statements.failed(step);
    }
    session.done().add(new ModelSession.Done(step, found, newest().number()));
    if (alone && found.error() == null && session.hasWritten()) {
      history.commit(session);
    }
    return wrong;
  }

  /** Nobody else may have locked what was locked, or changed it where that is forbidden. */
  private String missedConflict(ModelSession session, Effect effect) {
    Set<LockKey> certain = effect.certain();
    for (ModelSession other : sessions.values()) {
      if (other != session && History.meet(other.locked(), certain)) {
        return "another transaction has locked what this has locked too";
      }
      if (other != session
          && (History.meet(other.takenKeys(), effect.sharedKeys())
              || History.meet(other.takenKeys(), effect.takenKeys())
              || History.meet(other.sharedKeys(), effect.takenKeys()))) {
        return "another transaction needs a key to stay as it is that this has needed too";
      }
    }
    boolean first = session.writes() && !session.refreshes();
    return first && history.changedSince(session.view().number(), certain)
        ? "what was locked was changed after the view of the transaction"
        : null;
  }

  private String unjustified(ModelSession session, Effect effect, Throwable error) {
    boolean justified = false;
    if (error instanceof LockTimeoutException) {
      for (ModelSession other : sessions.values()) {
        justified |=
            other != session && (effect.mayWaitFor(other.asked()) || other.mayHoldKeysFrom(effect));
      }
    } else if (error instanceof WriteConflictException) {
      justified =
          !session.refreshes() && history.mayBeChangedSince(session.view().number(), effect);
    } else if (error instanceof SchemaChangedException) {
      // A partition that was dropped after the view.
      justified =
          !seesNewest(session)
              && (effect.table().division() != null
                  || newest().led(effect.table().id()).stream()
                      .anyMatch(id -> newest().tables().get(id).division() != null));
    }
    return justified ? null : "nothing justifies this refusal";
  }

  private String judgeCommit(int number, Outcome found) {
    ModelSession session = sessions.remove(number);
    if (found.error() instanceof SerializationConflictException) {
      boolean justified =
          session.level() == Level.SERIALIZABLE
              && session.hasWritten()
              && (!seesNewest(session) || metPartitions(session));
      return justified ? null : "nothing justifies this refusal";
    }
    if (found.error() != null) {
      return "expected no failure";
    }
    if (!session.hasWritten()) {
      return null;
    }
    String wrong = session.level() == Level.SERIALIZABLE ? otherAtItsPlace(session) : null;
    history.commit(session);
    return wrong;
  }

  @SuppressWarnings("ReferenceEquality") // a state is made once and never changed
  private boolean seesNewest(ModelSession session) {
    return session.view() == newest();
  }

  /**
   * Who has found a partition absent conflicts with who makes it: himself, or a statement that then
   * fails and leaves no row behind.
   */
  private boolean metPartitions(ModelSession session) {
    return Stream.concat(session.met().stream(), session.perhapsMet().stream())
        .map(newest().tables()::get)
        .anyMatch(table -> table != null && table.division() != null);
  }

  private boolean leads(Step.InSession step) {
    return step instanceof Step.OnTable on
        && newest().table(on.table()) != null
        && !newest().referencesOf(newest().table(on.table()).id()).isEmpty();
  }

  /** Commit order is the serial order: there the transaction has to do what it has done. */
  private String otherAtItsPlace(ModelSession session) {
    if (seesNewest(session)) {
      return null;
    }
    ModelSession again = new ModelSession(session.level(), newest(), null);
    List<ModelSession.Done> done = session.done();
    for (ModelSession.Done each : done) {
      if (Statements.isPartial(each.step())) {
        continue;
      }
      again.newest(each.newest());
      if (each.step() instanceof Step.InSession step) {
        if (each.found().error() instanceof ConstraintException && leads(step)) {
          // By foreign keys it was refused for what was newest then.
          continue;
        }
        Effect effect = statements.run(again, step, each.found());
        String wrong = effect.expected().judge(each.found());
        if (wrong != null) {
          return "not serializable: at its place in commit order " + step + ": " + wrong;
        }
        if (each.found().error() == null) {
          effect.all().forEach(part -> again.write(part.table(), part.writes()));
        }
      } else {
        mark(again, each.step());
      }
    }
    return again.own().equals(session.own()) ? null : "not serializable: it would write other rows";
  }
}
