package io.ashlar.torture.errors;

import io.ashlar.torture.Problems;
import io.ashlar.torture.TimeLimit;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.workbench.ChildJvm;
import io.ashlar.workbench.ChildProcess;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Lets threads of fresh JVMs run out of stack or memory at random places inside of calls. Allowed
 * for such a thread is the error itself, or a result; for the others, and for all once there is
 * room again, results and conflicts alone. Nothing may be left open, locked or poisoned, every row
 * must agree with its index entries, and the database must close.
 */
public final class ErrorsTorture {

  private static final List<Starvation> LACKS = List.of(Starvation.values());

  private static final long SLACK_SECONDS = 120;

  private final ErrorsOptions options;
  private final Progress progress;
  private final Problems problems = new Problems();
  private final Map<String, Long> facts = new LinkedHashMap<>();

  /**
   * A run.
   *
   * @param options how
   * @param progress shows that it runs
   */
  public ErrorsTorture(ErrorsOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Runs all rounds.
   *
   * @return what was found
   * @throws IOException when a child cannot be run
   * @throws InterruptedException when interrupted
   */
  public TortureOutcome run() throws IOException, InterruptedException {
    TimeLimit limit = TimeLimit.shared(options.seconds(), 1);
    long rounds = 0;
    while (rounds < options.rounds() && (rounds == 0 || !limit.over())) {
      Starvation lack = LACKS.get((int) (rounds % LACKS.size()));
      rounds++;
      problems.in("round " + rounds + ", " + lack.name().toLowerCase(Locale.ROOT));
      progress.show("round " + rounds + " of " + options.rounds());
      try (WorkDirectory directory = WorkDirectory.in(options.directory())) {
        round(lack, options.seed() + rounds, directory.path());
      } finally {
        progress.clear();
      }
    }
    facts.put("rounds", rounds);
    return TortureOutcome.of("errors", options.seed(), facts, null, problems);
  }

  private void round(Starvation lack, long seed, Path directory)
      throws IOException, InterruptedException {
    Path said = directory.resolve("said");
    Path errors = directory.resolve("errors");
    List<String> words =
        List.of(
            directory.resolve("store").toString(),
            lack.name(),
            Long.toString(seed),
            Integer.toString(options.millis()));
    ProcessBuilder builder =
        ChildJvm.of(lack.flags(), ErrorsMain.class.getName(), words)
            .redirectOutput(Redirect.to(said.toFile()))
            .redirectError(Redirect.to(errors.toFile()));
    try (ChildProcess child = ChildProcess.start(builder)) {
      long limitSeconds = SLACK_SECONDS + options.millis() / 1_000;
      if (!child.process().waitFor(limitSeconds, TimeUnit.SECONDS)) {
        problems.add("the child has not ended in " + limitSeconds + " s");
      }
    }
    boolean ended = false;
    for (String line : Files.readAllLines(said, StandardCharsets.UTF_8)) {
      String[] parts = line.split("\t", -1);
      switch (parts[0]) {
        case "C" -> facts.merge(parts[1], Long.parseLong(parts[2]), Long::sum);
        case "W" -> problems.add(parts[1]);
        case "END" -> ended = true;
        default -> problems.add("the child said: " + line);
      }
    }
    if (!ended) {
      problems.add("the child ended early: " + Files.readString(errors, StandardCharsets.UTF_8));
    }
  }
}
