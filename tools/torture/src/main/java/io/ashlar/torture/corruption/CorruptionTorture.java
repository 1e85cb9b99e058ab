package io.ashlar.torture.corruption;

import io.ashlar.torture.Problems;
import io.ashlar.torture.TimeLimit;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.torture.writer.TortureDurability;
import io.ashlar.torture.writer.WriterOptions;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.TextTable;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Damages copies of a store, one place in one file each, opens them in a child JVM, reads all rows
 * and indexes and compares.
 *
 * <p>Allowed answers are the right data; {@code CorruptionException} or {@code StoreOpenException};
 * and, where the log was damaged, a prefix of commit order that reaches at least to the durable
 * mark. Never wrong rows, never silence about less than the mark, never a crash. A torn last record
 * is what every kill may leave, so it must not be an error.
 */
public final class CorruptionTorture {

  /** All that fit, to a closed and to a killed store: what {@code --seconds} is divided among. */
  private static final int KINDS_OF_DAMAGE =
      2
          * Arrays.stream(FileKind.values())
              .mapToInt(
                  kind ->
                      (int) Arrays.stream(Damage.values()).filter(each -> each.fits(kind)).count())
              .sum();

  private static final int THREADS = 4;
  private static final int INTERVAL_MS = 50;
  private static final long MEMTABLE_BYTES = 128 << 10;

  private final CorruptionOptions options;
  private final Progress progress;
  private final SplittableRandom random;
  private final Problems problems = new Problems();
  private final Map<Answer, Long> answers = new EnumMap<>(Answer.class);
  private final TextTable table =
      new TextTable(
          3,
          "store",
          "file",
          "damage",
          "right",
          "after mark",
          "corruption",
          "refused",
          "wrong",
          "file named");
  private long damages;

  /**
   * A run.
   *
   * @param options how
   * @param progress shows what is damaged
   */
  public CorruptionTorture(CorruptionOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.random = new SplittableRandom(options.seed());
  }

  /**
   * Runs all damages.
   *
   * @return what was found
   * @throws IOException when files or a child fail otherwise
   * @throws InterruptedException when interrupted
   */
  public TortureOutcome run() throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.in(options.directory())) {
      WriterOptions closing = writing(directory.path().resolve("closed"));
      WriterOptions killing = writing(directory.path().resolve("killed"));
      progress.show("writing the stores");
      List<PreparedStore> stores =
          List.of(PreparedStore.closed(closing), PreparedStore.killed(killing));
      Path crash = directory.path().resolve("crash");
      try (ReaderProcess reader = new ReaderProcess(closing, crash)) {
        for (PreparedStore store : stores) {
          requireIntact(reader, store);
          for (FileKind kind : FileKind.values()) {
            for (Damage damage : Damage.values()) {
              if (damage.fits(kind)) {
                progress.show(store.name() + ": " + damage + " " + kind);
                damage(reader, store, kind, damage);
              }
            }
          }
        }
      }
    } finally {
      progress.clear();
    }
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put("damages", damages);
    answers.forEach((answer, count) -> facts.put("answered " + answer, count));
    return TortureOutcome.of("corruption", options.seed(), facts, table, problems);
  }

  private WriterOptions writing(Path store) {
    return new WriterOptions(
        store, options.seed(), THREADS, TortureDurability.GROUP, INTERVAL_MS, MEMTABLE_BYTES);
  }

  /** The control: a copy that nobody has damaged must be right. */
  private void requireIntact(ReaderProcess reader, PreparedStore store)
      throws IOException, InterruptedException {
    Path copy = store.directory().resolveSibling("copy");
    store.copyTo(copy);
    String[] answer = reader.ask(copy, store.told(), Long.MAX_VALUE);
    if (Answer.valueOf(answer[0]) != Answer.RIGHT) {
      problems.add("an undamaged %s store is %s: %s".formatted(store.name(), answer[0], answer[1]));
    }
    delete(copy);
  }

  private void damage(ReaderProcess reader, PreparedStore store, FileKind kind, Damage damage)
      throws IOException, InterruptedException {
    Map<Answer, Integer> counts = new EnumMap<>(Answer.class);
    TimeLimit limit = TimeLimit.shared(options.seconds(), KINDS_OF_DAMAGE);
    int named = 0;
    for (int i = 0; i < options.rounds() && (i == 0 || !limit.over()); i++) {
      Path copy = store.directory().resolveSibling("copy");
      store.copyTo(copy);
      Path file = kind.choose(copy, random);
      if (file == null) {
        problems.add("the %s store has no file %s to damage".formatted(store.name(), kind));
        delete(copy);
        return;
      }
      String place = damage.apply(file, kind, random);
      damages++;
      long kept = damage.harmless() ? Long.MAX_VALUE : store.markTimestamp();
      String[] said = reader.ask(copy, store.told(), kept);
      Answer answer = Answer.valueOf(said[0]);
      counts.merge(answer, 1, Integer::sum);
      answers.merge(answer, 1L, Long::sum);
      String name = file.getFileName().toString();
      named += said[1].contains(name) ? 1 : 0;
      boolean allowed = damage.harmless() ? answer == Answer.RIGHT : answer.allowed();
      if (!allowed) {
        problems.add(
            "%s store, %s %s %s: %s: %s"
                .formatted(store.name(), damage, name, place, answer, said[1]));
      }
      delete(copy);
    }
    report(store, kind, damage, counts, named);
  }

  private void report(
      PreparedStore store, FileKind kind, Damage damage, Map<Answer, Integer> counts, int named) {
    int wrong = 0;
    for (Map.Entry<Answer, Integer> each : counts.entrySet()) {
      wrong += each.getKey().allowed() ? 0 : each.getValue();
    }
    int errors = counts.getOrDefault(Answer.CORRUPTION, 0) + counts.getOrDefault(Answer.REFUSED, 0);
    table.add(
        store.name(),
        kind.name(),
        damage.name(),
        cell(counts, Answer.RIGHT),
        cell(counts, Answer.LOST_AFTER_MARK),
        cell(counts, Answer.CORRUPTION),
        cell(counts, Answer.REFUSED),
        Integer.toString(wrong),
        errors == 0 ? "-" : named + " of " + errors);
  }

  private static String cell(Map<Answer, Integer> counts, Answer answer) {
    return Integer.toString(counts.getOrDefault(answer, 0));
  }

  private static void delete(Path copy) throws IOException {
    try (Stream<Path> files = Files.list(copy)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(copy);
  }
}
