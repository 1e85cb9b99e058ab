package io.ashlar.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.check.history.BadHistoryException;
import io.ashlar.check.history.History;
import io.ashlar.check.history.HistoryTransaction;
import io.ashlar.check.history.Names;
import io.ashlar.check.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Valid histories pass; what is certainly wrong with a changed one is always found. */
class MutationTest {

  private static final int TRANSACTIONS = 60;

  /** A changed history, and whether it is certain that no serial order explains it. */
  private record Mutant(History history, boolean invalid) {}

  private enum Mutation {
    DROP_ELEMENT(true),
    SWAP_ELEMENTS(true),
    REPLAY_LIST(true),
    DROP_APPEND(true),
    REPLAY_REGISTER(false),
    DROP_WRITE(false);

    final boolean lists;

    Mutation(boolean lists) {
      this.lists = lists;
    }
  }

  @Property(tries = 300)
  void shouldPassUnderEveryModelWhenTheHistoryIsSerial(@ForAll long seed, @ForAll boolean lists)
      throws BadHistoryException {
    History history = SerialHistory.random(new SplittableRandom(seed), TRANSACTIONS, lists);
    for (Model model : Model.values()) {
      CheckReport report = HistoryChecker.check(history, model);
      assertThat(report.findings()).as(report.toText()).isEmpty();
    }
  }

  @Property(tries = 600)
  void shouldFindWhatIsCertainlyWrong(@ForAll long seed, @ForAll Mutation mutation)
      throws BadHistoryException {
    SplittableRandom random = new SplittableRandom(seed);
    Mutant mutant = mutant(random, mutation);
    if (mutant != null && mutant.invalid()) {
      CheckReport report = HistoryChecker.check(mutant.history(), Model.STRICT_SERIALIZABLE);
      assertThat(report.findings()).isNotEmpty();
    }
  }

  @Test
  void shouldFindMostOfAllMutations() throws BadHistoryException {
    StringBuilder shares = new StringBuilder();
    for (Mutation mutation : Mutation.values()) {
      SplittableRandom random = new SplittableRandom(mutation.name().hashCode());
      int made = 0;
      int certain = 0;
      int found = 0;
      for (int i = 0; i < 400; i++) {
        Mutant mutant = mutant(random, mutation);
        if (mutant != null) {
          made++;
          certain += mutant.invalid() ? 1 : 0;
          found +=
              HistoryChecker.check(mutant.history(), Model.STRICT_SERIALIZABLE).valid() ? 0 : 1;
        }
      }
      shares.append(
          mutation + ": " + made + " made, " + certain + " certain, " + found + " found\n");
      assertThat(certain).as("%s", shares).isGreaterThan(30);
      assertThat(found).as("%s", shares).isBetween(certain, made).isGreaterThan(made / 2);
    }
    assertThat(shares.toString().lines()).hasSize(Mutation.values().length);
  }

  /** Changes one step at random; null when the mutation finds nothing to change. */
  private static Mutant mutant(SplittableRandom random, Mutation mutation) {
    History history = SerialHistory.random(random, TRANSACTIONS, mutation.lists);
    List<int[]> steps = new ArrayList<>();
    for (HistoryTransaction each : history.transactions()) {
      for (int place = 0; place < each.operations().size(); place++) {
        Operation step = each.operations().get(place);
        boolean drops = mutation == Mutation.DROP_APPEND || mutation == Mutation.DROP_WRITE;
        if (drops == !step.isRead() && suits(step, mutation)) {
          steps.add(new int[] {each.id(), place});
        }
      }
    }
    if (steps.isEmpty()) {
      return null;
    }
    int[] chosen = steps.get(random.nextInt(steps.size()));
    HistoryTransaction transaction = history.get(chosen[0]);
    Operation step = transaction.operations().get(chosen[1]);
    return switch (mutation) {
      case DROP_ELEMENT -> dropElement(random, history, transaction, chosen[1], step);
      case SWAP_ELEMENTS -> swap(random, history, transaction, chosen[1], step);
      case REPLAY_LIST -> replayList(random, history, transaction, chosen[1], step);
      case REPLAY_REGISTER -> replayRegister(random, history, transaction, chosen[1], step);
      case DROP_APPEND, DROP_WRITE -> dropWrite(history, transaction, chosen[1], step);
    };
  }

  private static boolean suits(Operation step, Mutation mutation) {
    return switch (mutation) {
      case DROP_ELEMENT, SWAP_ELEMENTS -> step.list().length >= 2;
      case REPLAY_LIST -> step.list().length >= 1;
      case REPLAY_REGISTER, DROP_WRITE -> step.value() != Names.ABSENT;
      case DROP_APPEND -> true;
    };
  }

  /** Not the last one: a list without that is an older list. */
  private static Mutant dropElement(
      SplittableRandom random,
      History history,
      HistoryTransaction reader,
      int place,
      Operation step) {
    int dropped = random.nextInt(step.list().length - 1);
    long[] rest = new long[step.list().length - 1];
    System.arraycopy(step.list(), 0, rest, 0, dropped);
    System.arraycopy(step.list(), dropped + 1, rest, dropped, rest.length - dropped);
    return new Mutant(withList(history, reader, place, step, rest), true);
  }

  private static Mutant swap(
      SplittableRandom random,
      History history,
      HistoryTransaction reader,
      int place,
      Operation step) {
    int first = random.nextInt(step.list().length - 1);
    long[] swapped = step.list().clone();
    swapped[first] = step.list()[first + 1];
    swapped[first + 1] = step.list()[first];
    return new Mutant(withList(history, reader, place, step, swapped), true);
  }

  /** Certainly wrong when what was left out had been acknowledged before the reader began. */
  private static Mutant replayList(
      SplittableRandom random,
      History history,
      HistoryTransaction reader,
      int place,
      Operation step) {
    int length = random.nextInt(step.list().length);
    HistoryTransaction hidden = writer(history, step.key(), step.list()[length]);
    History replayed = withList(history, reader, place, step, Arrays.copyOf(step.list(), length));
    return new Mutant(replayed, hidden.before(reader) || hidden == reader);
  }

  /**
   * Certainly wrong when another write lies between, and was acknowledged before the reader began.
   */
  private static Mutant replayRegister(
      SplittableRandom random,
      History history,
      HistoryTransaction reader,
      int place,
      Operation step) {
    List<Operation> older = new ArrayList<>();
    for (HistoryTransaction each : history.transactions()) {
      for (Operation write : each.operations()) {
        boolean old = write.value() != Names.ABSENT && write.value() < step.value();
        if (!write.isRead() && write.key() == step.key() && old) {
          older.add(write);
        }
      }
    }
    if (older.isEmpty()) {
      return null;
    }
    Operation write = older.get(random.nextInt(older.size()));
    Operation read = new Operation(Operation.Kind.READ, step.key(), write.value(), null);
    HistoryTransaction hidden = writer(history, step.key(), step.value());
    boolean invalid = hidden.before(reader) || hidden == reader;
    return new Mutant(SerialHistory.with(history, reader.id(), place, read), invalid);
  }

  /** Certainly wrong when somebody read it, the writer included. */
  private static Mutant dropWrite(
      History history, HistoryTransaction writer, int place, Operation step) {
    boolean read = false;
    for (HistoryTransaction each : history.transactions()) {
      for (Operation other : each.operations()) {
        boolean shows =
            other.list() == null
                ? other.value() == step.value()
                : Arrays.stream(other.list()).anyMatch(value -> value == step.value());
        read |= other.isRead() && other.key() == step.key() && shows;
      }
    }
    return new Mutant(SerialHistory.with(history, writer.id(), place, null), read);
  }

  private static History withList(
      History history, HistoryTransaction reader, int place, Operation step, long[] list) {
    Operation read = new Operation(Operation.Kind.READ, step.key(), Names.ABSENT, list);
    return SerialHistory.with(history, reader.id(), place, read);
  }

  private static HistoryTransaction writer(History history, int key, long value) {
    for (HistoryTransaction each : history.transactions()) {
      for (Operation step : each.operations()) {
        if (!step.isRead() && step.key() == key && step.value() == value) {
          return each;
        }
      }
    }
    throw new IllegalStateException("nobody wrote " + value);
  }
}
