package io.ashlar.fuzz.generate;

import io.ashlar.fuzz.model.Model;
import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.script.Level;
import io.ashlar.fuzz.script.Step;
import java.util.ArrayList;
import java.util.List;

/** The next step of a script, given what there is by now. */
public final class StepSource {

  private static final int SESSIONS = 3;
  private static final int TABLES = 3;

  private final Dice dice;
  private final Model model;
  private final boolean restarts;
  private final SchemaSource schemas;
  private final WriteSource writes;
  private final ReadSource reads;
  private final ReferenceSource references;
  private final List<String> sequences = new ArrayList<>();

  /**
   * A source.
   *
   * @param seed what everything follows from
   * @param model follows the steps that are made here
   * @param restarts whether the database outlives a close
   */
  public StepSource(long seed, Model model, boolean restarts) {
    this.dice = new Dice(seed);
    this.model = model;
    this.restarts = restarts;
    ValueSource values = new ValueSource(dice);
    ConditionSource conditions = new ConditionSource(dice, values);
    this.schemas = new SchemaSource(dice, values, conditions);
    this.writes = new WriteSource(dice, values, conditions);
    this.references = new ReferenceSource(dice, schemas);
    this.reads = new ReadSource(dice, values, conditions);
  }

  /**
   * The next step.
   *
   * @return a step that applies, most of the time
   */
  public Step next() {
    if (model.newest().tables().isEmpty()) {
      return new Step.CreateTable(schemas.table(model.newest()));
    }
    int kind = dice.below(1_000);
    Definition table = dice.pick(model.newest().tables().values());
    // Without a key a table is not empty for long.
    if (dice.once(table.keyless() ? 2 : 8) && isNew(table)) {
      return references.next(model.newest(), table);
    }
    if (kind < 120) {
      return session();
    }
    if (kind < 185) {
      return rare(table);
    }
    if (kind < 620) {
      return writes.next(session(true), table, model.newest());
    }
    return reads.next(model, reader(), table);
  }

  /** Whether a table is empty and references nothing: then it may begin to, whatever it has. */
  private boolean isNew(Definition table) {
    return model.newest().rowsOf(table.id()).isEmpty()
        && model.newest().references().stream().noneMatch(each -> each.table() == table.id());
  }

  /** A session that may write, or one statement alone. */
  private int session(boolean writing) {
    List<Integer> some = new ArrayList<>();
    for (int session = 0; session < SESSIONS; session++) {
      if (model.active(session) && (!writing || model.writes(session))) {
        some.add(session);
      }
    }
    if (some.isEmpty() || dice.once(3)) {
      return dice.once(3) ? Step.OWN : Step.AUTO;
    }
    return dice.pick(some);
  }

  private int reader() {
    return session(false);
  }

  private Step session() {
    int session = dice.below(SESSIONS);
    if (!model.active(session)) {
      Level[] levels = Level.values();
      return model.newest().number() > 3 && dice.once(8)
          ? new Step.BeginAsOf(session, dice.below(Math.min(30, model.newest().number() - 1)))
          : new Step.Begin(session, levels[dice.below(levels.length)]);
    }
    return switch (dice.below(10)) {
      case 0 -> new Step.Rollback(session);
      case 1, 2 -> model.writes(session) ? new Step.Savepoint(session) : new Step.Rollback(session);
      case 3, 4 -> new Step.RollbackTo(session, dice.below(4));
      case 5 -> new Step.Release(session, dice.below(4));
      default ->
          model.writes(session)
              ? new Step.Commit(session)
              : dice.once(3) ? new Step.Rollback(session) : new Step.Savepoint(session);
    };
  }

  private Step rare(Definition table) {
    String name = table.name();
    return switch (dice.below(48)) {
      case 0, 1, 2, 3 -> new Step.CreateIndex(name, schemas.index(table, false));
      case 4, 5, 6 ->
          table.indexes().isEmpty()
              ? new Step.CreateIndex(name, schemas.index(table, false))
              : new Step.DropIndex(name, dice.pick(table.indexes()).name());
      case 7, 8, 9, 10, 11, 12 -> new Step.Alter(name, schemas.change(table));
      case 13, 14, 15, 16 -> new Step.Analyze(name);
      case 17, 18, 19, 20, 21 -> new Step.KeepHistory(name, !dice.once(4));
      case 22, 23 -> writes.createPartition(table);
      case 24, 25, 26 -> new Step.DropPartition(name, dice.below(20));
      case 27 -> writes.dropPartitionsBefore(table);
      case 28, 29 ->
          model.newest().tables().size() < TABLES
              ? new Step.CreateTable(schemas.table(model.newest()))
              : dice.once(2) ? new Step.DropTable(name) : new Step.Analyze(name);
      case 30 -> restarts ? new Step.Reopen() : new Step.Verify();
      case 31, 32 -> new Step.Verify();
      case 33 -> restarts && dice.once(10) ? new Step.Compact() : new Step.Verify();
      case 34 -> sequence();
      case 35, 36, 37 ->
          sequences.isEmpty() ? sequence() : new Step.NextNumber(dice.pick(sequences));
      case 38, 39, 40, 41, 42, 43 -> references.next(model.newest(), table);
      case 44 -> references.less(model.newest(), table);
      default -> new Step.Analyze(name);
    };
  }

  private Step sequence() {
    String name = "s" + sequences.size();
    sequences.add(name);
    return new Step.CreateSequence(name, dice.below(9) - 4L, dice.pick(List.of(1L, 3L, -2L)));
  }
}
