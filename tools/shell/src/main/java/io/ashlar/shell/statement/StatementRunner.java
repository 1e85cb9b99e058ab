package io.ashlar.shell.statement;

import io.ashlar.error.AshlarException;
import io.ashlar.shell.format.ResultRows;
import io.ashlar.shell.input.SourceStatement;
import io.ashlar.shell.output.FailureText;
import io.ashlar.shell.output.Output;
import io.ashlar.shell.output.OutputGoneException;
import io.ashlar.sql.SqlResult;
import io.ashlar.sql.SqlSession;
import io.ashlar.sql.SqlStatement;
import io.ashlar.sql.error.SqlException;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.StatementLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs statements and shows what they give. */
public final class StatementRunner {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final String MISSING_PARAMETER = "07002";

  /** It changes rows, and does not say how many. */
  private static final String UNCOUNTED = "TRUNCATE";

  private static final Pattern FIRST_WORD = Pattern.compile("\\p{Alpha}+");
  private static final Pattern DEFINITION = Pattern.compile("CREATE|DROP|ALTER");
  private static final Pattern DEFINED =
      Pattern.compile("(?i)\\b(TABLE|INDEX|SEQUENCE|VIEW|SCHEMA)\\b");

  private final SqlSession session;
  private final RunningStatement running;
  private final Settings settings;
  private final Output output;

  /**
   * For a store.
   *
   * @param store the store
   * @param settings how results look
   * @param output where they go
   */
  public StatementRunner(OpenStore store, Settings settings, Output output) {
    this.session = store.session();
    this.running = store.running();
    this.settings = settings;
    this.output = output;
  }

  /**
   * Runs one statement. Its failure is told.
   *
   * @param statement the statement
   * @param source the name of its file; empty for none
   * @return how it went
   */
  public Outcome run(SourceStatement statement, String source) {
    try {
      long begun = System.nanoTime();
      execute(statement.text());
      if (settings.isTimed()) {
        time(System.nanoTime() - begun);
      }
      return Outcome.DONE;
    } catch (OutputGoneException e) {
      return e.isForGood() ? Outcome.OUTPUT_GONE : Outcome.DONE;
    } catch (IOException e) {
      output.fail(FailureText.of("The results could not be written: " + e.getMessage()));
    } catch (AshlarException e) {
      output.fail(FailureText.of(e, statement, source));
    } catch (RuntimeException e) {
      // A fault of ours: who reports it needs its trace.
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      output.fail(FailureText.of(e, statement, source) + "\n" + trace);
    }
    return Outcome.FAILED;
  }

  private void execute(String text) throws IOException {
    CancellationToken token = running.begin();
    try (SqlStatement statement = session.prepare(text)) {
      if (statement.parameterCount() > 0) {
        throw SqlException.nowhere(
            MISSING_PARAMETER, "The statement has parameters, to which a shell gives no values.");
      }
      statement.limitedBy(StatementLimits.none().cancelOn(token));
      if (statement.hasRows()) {
        try (SqlResult result = statement.query();
            Writer out = output.result()) {
          settings.format().rows().write(new ResultRows(result, token), out);
        }
      } else {
        done(statement, statement.execute());
      }
    }
  }

  /** Tells people what was done; where only rows may be written, nobody. */
  private void done(SqlStatement statement, long count) throws IOException {
    if (settings.format().isForPeople()) {
      String tag = tag(statement.text());
      boolean counted = statement.changesRows() && !tag.equals(UNCOUNTED);
      output.say(counted ? tag + " " + count : tag);
    }
  }

  private static String tag(String text) {
    Matcher first = FIRST_WORD.matcher(text);
    String word = first.lookingAt() ? first.group().toUpperCase(Locale.ROOT) : "DONE";
    if (DEFINITION.matcher(word).matches()) {
      Matcher what = DEFINED.matcher(text);
      return what.find() ? word + " " + what.group(1).toUpperCase(Locale.ROOT) : word;
    }
    return word;
  }

  private void time(long nanos) throws IOException {
    String text = String.format(Locale.ROOT, "Time: %.3f ms", nanos / NANOS_PER_MILLI);
    if (settings.format().isForPeople()) {
      output.say(text);
    } else {
      output.fail(text);
    }
  }
}
