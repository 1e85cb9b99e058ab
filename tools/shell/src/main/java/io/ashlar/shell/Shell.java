package io.ashlar.shell;

import io.ashlar.shell.input.LineSource;
import io.ashlar.shell.input.ReaderLines;
import io.ashlar.shell.input.ShellInput;
import io.ashlar.shell.meta.MetaCommands;
import io.ashlar.shell.output.FailureText;
import io.ashlar.shell.output.Output;
import io.ashlar.shell.statement.OpenStore;
import io.ashlar.shell.statement.Outcome;
import io.ashlar.shell.statement.Settings;
import io.ashlar.shell.terminal.SystemTerminal;
import io.ashlar.shell.terminal.TerminalLines;
import io.ashlar.shell.terminal.TerminalPager;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;

/** Runs SQL against a store: what it is given, or else what is typed on a terminal or piped in. */
public final class Shell {

  /** All was run. */
  public static final int DONE = 0;

  /** Something failed, or nobody took the results any more. */
  public static final int FAILED = 1;

  private static final Path STANDARD_INPUT = Path.of("-");

  private final ShellOptions options;
  private final OpenStore store;
  private final Settings settings;

  private Shell(ShellOptions options, OpenStore store) {
    this.options = options;
    this.store = store;
    this.settings = new Settings(options.format());
  }

  /**
   * Opens the store, runs, and closes the store.
   *
   * @param options how
   * @param in standard input
   * @param out receives results; asked now and then whether it still takes them
   * @param err receives failures
   * @return {@link #DONE} or {@link #FAILED}
   * @throws io.ashlar.error.AshlarException when the store cannot be opened or closed
   */
  public static int run(ShellOptions options, InputStream in, PrintWriter out, PrintWriter err) {
    return run(options, in, out, err, SystemTerminal::open);
  }

  /** The same with another terminal, or none. */
  static int run(
      ShellOptions options,
      InputStream in,
      PrintWriter out,
      PrintWriter err,
      Supplier<Optional<Terminal>> terminals) {
    try (OpenStore store =
        OpenStore.open(options.directory(), options.create(), options.readOnly())) {
      Shell shell = new Shell(options, store);
      Optional<Terminal> terminal = options.inputs().isEmpty() ? terminals.get() : Optional.empty();
      if (terminal.isEmpty()) {
        return shell.batch(in, new Output(out, err));
      }
      try (Terminal opened = terminal.get()) {
        return shell.interactive(opened);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int batch(InputStream in, Output output) throws IOException {
    Script script = new Script(store, settings, output, options.keepGoing(), TerminalPager.none());
    List<ShellInput> inputs =
        options.inputs().isEmpty()
            ? List.of(new ShellInput.File(STANDARD_INPUT))
            : options.inputs();
    Outcome outcome = Outcome.DONE;
    for (ShellInput input : inputs) {
      if (outcome == Outcome.DONE || (outcome == Outcome.FAILED && options.keepGoing())) {
        outcome = run(input, script, in);
      }
    }
    return end(script, output, outcome == Outcome.OUTPUT_GONE) ? FAILED : DONE;
  }

  private static Outcome run(ShellInput input, Script script, InputStream in) {
    if (input instanceof ShellInput.Text text) {
      return script.run(ReaderLines.of(text.text()));
    }
    Path path = ((ShellInput.File) input).path();
    return path.equals(STANDARD_INPUT)
        ? script.run(ReaderLines.of(in, "stdin"))
        : script.file(path);
  }

  /** Ends a transaction that nobody has ended, and the file of results. */
  private boolean end(Script script, Output output, boolean gone) {
    boolean failed = script.hasFailed() || gone;
    store.enter();
    try {
      if (store.rollBackOpen()) {
        output.fail("ashlar: the transaction that was open at the end was rolled back");
        failed = true;
      }
      output.close();
    } catch (IOException e) {
      output.fail(FailureText.of("The results could not be written: " + e.getMessage()));
      failed = true;
    } finally {
      store.exit();
    }
    return failed;
  }

  private int interactive(Terminal terminal) throws IOException {
    PrintWriter out = terminal.writer();
    Output output = new Output(out, out);
    MetaCommands.Pager pager = TerminalPager.on(terminal, output, options.paged());
    Script script = new Script(store, settings, output, false, pager);
    // Ctrl-C ends the statement; while a line is read the reader has a handler of its own.
    terminal.handle(Terminal.Signal.INT, signal -> store.running().cancel());
    LineSource lines = TerminalLines.on(terminal, store.database(), options.history());
    output.say("Ashlar. \\? lists commands, \\q ends the shell.");
    Outcome outcome = script.run(lines);
    boolean gone = outcome == Outcome.OUTPUT_GONE;
    boolean failed = end(script, output, gone);
    // Whoever sat there has seen what failed; only a terminal that is gone is one.
    return failed && outcome != Outcome.DONE && outcome != Outcome.QUIT ? FAILED : DONE;
  }
}
