package io.ashlar.sqltest.mutate;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.sql.Sql;
import io.ashlar.sql.SqlResult;
import io.ashlar.sql.SqlSession;
import io.ashlar.sql.SqlStatement;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sqltest.random.Dice;
import io.ashlar.workbench.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prepares damaged statements in a session, and runs those that are queries. Each is prepared, or
 * refused by a {@link SqlException} that says where; nothing else comes out.
 */
public final class MutationRun {

  private static final int ROWS = 3;
  private static final int MAX_FINDINGS = 20;
  private static final int SHOWN_EACH = 1_000;

  /** New databases now and then; the texts of each follow from a seed of its own. */
  static final int TEXTS_PER_DATABASE = 100_000;

  private static final String[] TABLES = {
    "create table t (a integer primary key, b integer, c varchar(20), d bigint, e double precision,"
        + " f date)",
    "create table u (a integer, d varchar(10))",
    "create sequence s",
    "create index i on t (b)",
    "insert into t values (1, 2, 'x', 3, 0.5, date '2020-01-01'), (2, null, '', null, null, null)",
    "insert into u values (1, 'a'), (3, null)"
  };

  private final long seed;
  private final long count;
  private final Progress progress;
  private final Map<String, Long> states = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();
  private long done;
  private long accepted;
  private long ran;

  /**
   * A run.
   *
   * @param seed of the damage in the first database; the next one has the next number
   * @param count how many statements
   * @param progress is told how far it is
   */
  public MutationRun(long seed, long count, Progress progress) {
    this.seed = seed;
    this.count = count;
    this.progress = progress;
  }

  /**
   * Runs it in the calling thread.
   *
   * @return what came of the statements
   */
  public MutationOutcome run() {
    long next = seed;
    while (done < count && findings.size() < MAX_FINDINGS) {
      runDatabase(next++);
    }
    progress.clear();
    return new MutationOutcome(seed, next, done, accepted, ran, states, findings);
  }

  private void runDatabase(long itsSeed) {
    TextMutator mutator = new TextMutator(new Dice(itsSeed));
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      for (String sql : TABLES) {
        session.execute(sql);
      }
      long end = Math.min(count, done + TEXTS_PER_DATABASE);
      for (; done < end && findings.size() < MAX_FINDINGS; done++) {
        judge(session, mutator.next());
        if (done % SHOWN_EACH == 0) {
          progress.show(
              "%,d texts, %d findings, at --seed %d".formatted(done, findings.size(), itsSeed));
        }
      }
    }
  }

  private void judge(SqlSession session, String text) {
    try (SqlStatement statement = session.prepare(text)) {
      accepted++;
      if (statement.hasRows() && statement.parameterCount() == 0) {
        ran++;
        try (SqlResult result = statement.query()) {
          for (int i = 0; i < ROWS && result.next(); i++) {
            result.getString(0);
          }
        }
      }
    } catch (SqlException e) {
      states.merge(e.sqlState().toString(), 1L, Long::sum);
      if (e.offset() > text.length()) {
        found("offset " + e.offset() + " | " + text);
      }
    } catch (AshlarException e) {
      states.merge(e.getClass().getSimpleName(), 1L, Long::sum);
    } catch (RuntimeException | Error e) {
      found(e + " at " + e.getStackTrace()[0] + " | " + text);
    }
  }

  private void found(String finding) {
    findings.add(finding);
    progress.note(finding);
  }
}
