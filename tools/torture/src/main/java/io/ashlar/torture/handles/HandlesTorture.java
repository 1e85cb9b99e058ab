package io.ashlar.torture.handles;

import io.ashlar.torture.Problems;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.workbench.ChildJvm;
import io.ashlar.workbench.ChildProcess;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.TextTable;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Calls every public method at random, from several threads on the same objects, while others close
 * them, with interrupts. Allowed is a result or a typed exception that blames nobody's disk; never
 * a crash of the JVM, another exception, a call that does not return, or anything that is left when
 * all is closed.
 */
public final class HandlesTorture {

  /**
   * For the close and the verification, and for slow machines: the child's own limit is shorter.
   */
  private static final long SLACK_SECONDS = 120;

  private static final long CALLS_A_SECOND = 100;

  private final HandlesOptions options;
  private final Progress progress;
  private final Problems problems = new Problems();
  private final Map<String, Map<String, Long>> outcomes = new TreeMap<>();
  private boolean ended;

  /**
   * A run.
   *
   * @param options how
   * @param progress shows that it runs
   */
  public HandlesTorture(HandlesOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Runs the child to its end.
   *
   * @return what was found; its table tells the outcomes of each method
   * @throws IOException when the child cannot be run
   * @throws InterruptedException when interrupted
   */
  public TortureOutcome run() throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.in(options.directory())) {
      progress.show("calling");
      Path said = directory.path().resolve("said");
      Path errors = directory.path().resolve("errors");
      Path crash = directory.path().resolve("crash");
      ChildProcess child = start(directory.path(), said, errors, crash);
      try (child) {
        if (!child.process().waitFor(limitSeconds(), TimeUnit.SECONDS)) {
          problems.add("the child has not ended in " + limitSeconds() + " s");
        }
      }
      for (String line : Files.readAllLines(said, StandardCharsets.UTF_8)) {
        note(line.split("\t", -1));
      }
      if (Files.exists(crash)) {
        List<String> lines = Files.readAllLines(crash, StandardCharsets.ISO_8859_1);
        problems.add(
            "the JVM crashed: " + String.join("|", lines.subList(0, Math.min(80, lines.size()))));
      } else if (!ended) {
        problems.add("the child ended early with exit code " + child.process().exitValue());
      }
    } finally {
      progress.clear();
    }
    return TortureOutcome.of("handles", options.seed(), facts(), table(), problems);
  }

  /**
   * How often each method ended how.
   *
   * @return by method, as {@link ApiSurface#name} names it, and outcome
   */
  public Map<String, Map<String, Long>> outcomes() {
    return outcomes;
  }

  private long limitSeconds() {
    long bySpeed = options.calls() / CALLS_A_SECOND;
    return SLACK_SECONDS + (options.seconds() == 0 ? bySpeed : options.seconds());
  }

  private ChildProcess start(Path stores, Path said, Path errors, Path crash) throws IOException {
    List<String> flags = List.of("-ea", "-Xmx512m", "-XX:ErrorFile=" + crash);
    return ChildProcess.start(
        ChildJvm.of(flags, HandlesMain.class.getName(), options.toWords(stores))
            .redirectOutput(Redirect.to(said.toFile()))
            .redirectError(Redirect.to(errors.toFile())));
  }

  private void note(String... words) {
    switch (words[0]) {
      case "C" ->
          outcomes
              .computeIfAbsent(words[1], any -> new TreeMap<>())
              .merge(words[2], Long.parseLong(words[3]), Long::sum);
      case "W" -> problems.add(words[1]);
      case "END" -> ended = true;
      default -> problems.add("the child said: " + String.join(" ", words));
    }
  }

  private Map<String, Long> facts() {
    Map<String, Long> totals = new TreeMap<>();
    outcomes
        .values()
        .forEach(counts -> counts.forEach((how, n) -> totals.merge(how, n, Long::sum)));
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put("calls", totals.values().stream().mapToLong(Long::longValue).sum());
    facts.put("methods", (long) outcomes.size());
    totals.forEach(facts::put);
    return facts;
  }

  private TextTable table() {
    TextTable table = new TextTable(1, "method", "calls", Tally.RETURNED, "threw");
    for (Map.Entry<String, Map<String, Long>> each : outcomes.entrySet()) {
      Map<String, Long> counts = each.getValue();
      StringBuilder threw = new StringBuilder();
      for (String how : new TreeSet<>(counts.keySet())) {
        if (!how.equals(Tally.RETURNED)) {
          threw
              .append(threw.length() == 0 ? "" : ", ")
              .append(how)
              .append(' ')
              .append(counts.get(how));
        }
      }
      long calls = counts.values().stream().mapToLong(Long::longValue).sum();
      table.add(
          each.getKey(),
          Long.toString(calls),
          Long.toString(counts.getOrDefault(Tally.RETURNED, 0L)),
          threw.toString());
    }
    return table;
  }
}
