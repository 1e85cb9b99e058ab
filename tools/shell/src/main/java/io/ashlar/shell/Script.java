package io.ashlar.shell;

import io.ashlar.shell.input.LineSource;
import io.ashlar.shell.input.PromptState;
import io.ashlar.shell.input.ReaderLines;
import io.ashlar.shell.input.SourceStatement;
import io.ashlar.shell.input.StatementSplitter;
import io.ashlar.shell.meta.MetaCommands;
import io.ashlar.shell.output.FailureText;
import io.ashlar.shell.output.Output;
import io.ashlar.shell.statement.OpenStore;
import io.ashlar.shell.statement.Outcome;
import io.ashlar.shell.statement.Settings;
import io.ashlar.shell.statement.StatementRunner;
import io.ashlar.transaction.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Runs what sources give, one statement after the other, until one fails or the source ends. */
final class Script {

  private static final int MAX_DEPTH = 16;

  private final OpenStore store;
  private final Output output;
  private final boolean keepGoing;
  private final StatementRunner statements;
  private final MetaCommands commands;
  private boolean failed;
  private int depth;

  Script(
      OpenStore store,
      Settings settings,
      Output output,
      boolean keepGoing,
      MetaCommands.Pager pager) {
    this.store = store;
    this.output = output;
    this.keepGoing = keepGoing;
    this.statements = new StatementRunner(store, settings, output);
    this.commands = new MetaCommands(store.database(), settings, output, this::file, pager);
  }

  /** Whether anything that was run has failed. */
  boolean hasFailed() {
    return failed;
  }

  /** Runs a file. */
  Outcome file(Path path) {
    if (depth == MAX_DEPTH) {
      return fail("Files run each other too deep: " + path);
    }
    depth++;
    try (InputStream stream = Files.newInputStream(path)) {
      return run(ReaderLines.of(stream, path.toString()));
    } catch (IOException e) {
      return fail("The file cannot be read: " + path);
    } finally {
      depth--;
    }
  }

  /**
   * Runs a source.
   *
   * @return DONE when it was run to its end; FAILED when a failure ended it; or who else ended it
   */
  Outcome run(LineSource source) {
    StatementSplitter splitter = new StatementSplitter();
    for (int number = 1; ; number++) {
      String lines;
      try {
        lines = source.next(state());
      } catch (IOException e) {
        return fail(unreadable(e, source));
      }
      if (lines == null) {
        Optional<SourceStatement> rest = splitter.rest();
        return rest.map(last -> statement(last, source)).orElse(Outcome.DONE);
      }
      if (source.isInteractive()) {
        splitter = new StatementSplitter(); // What was typed is whole, and its lines begin with 1.
      }
      Outcome outcome = take(lines, number, splitter, source);
      if (outcome != Outcome.DONE) {
        return outcome;
      }
    }
  }

  private Outcome take(String lines, int number, StatementSplitter splitter, LineSource source) {
    if (splitter.isBlank() && MetaCommands.isCommand(lines)) {
      splitter.pass(lines);
      return judged(commands.run(lines.strip(), number, source.name()), source);
    }
    splitter.add(lines);
    Optional<SourceStatement> next = splitter.next();
    while (next.isPresent()) {
      Outcome outcome = statement(next.get(), source);
      if (outcome != Outcome.DONE) {
        return outcome;
      }
      next = splitter.next();
    }
    return Outcome.DONE;
  }

  private Outcome statement(SourceStatement statement, LineSource source) {
    store.enter();
    try {
      return judged(statements.run(statement, source.name()), source);
    } finally {
      store.exit();
    }
  }

  /** Takes note of a failure, which ends nothing where it is to be so. */
  private Outcome judged(Outcome outcome, LineSource source) {
    if (outcome != Outcome.FAILED) {
      return outcome;
    }
    failed = true;
    return keepGoing || source.isInteractive() ? Outcome.DONE : outcome;
  }

  private Outcome fail(String message) {
    output.fail(FailureText.of(message));
    failed = true;
    return Outcome.FAILED;
  }

  private static String unreadable(IOException failure, LineSource source) {
    String what = source.name().isEmpty() ? "The input" : source.name();
    return failure instanceof CharacterCodingException
        ? what + " is not UTF-8."
        : what + " cannot be read: " + failure.getMessage();
  }

  private PromptState state() {
    store.enter();
    try {
      return store
          .session()
          .transaction()
          .map(Transaction::active)
          .map(active -> active ? PromptState.IN_TRANSACTION : PromptState.FAILED)
          .orElse(PromptState.IDLE);
    } finally {
      store.exit();
    }
  }
}
