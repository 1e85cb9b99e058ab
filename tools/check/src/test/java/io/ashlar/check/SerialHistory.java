package io.ashlar.check;

import io.ashlar.check.history.History;
import io.ashlar.check.history.HistoryTransaction;
import io.ashlar.check.history.HistoryTransaction.Outcome;
import io.ashlar.check.history.Names;
import io.ashlar.check.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random histories that are strictly serializable by construction: each transaction happens at one
 * moment between its invocation and its completion, and reads what was there. Its timestamp is that
 * moment.
 */
final class SerialHistory {

  private static final int KEYS = 4;
  private static final int SPREAD = 6;

  private record Span(int id, double begin, double end, List<Operation> steps) {}

  private SerialHistory() {}

  static History random(SplittableRandom random, int count, boolean lists) {
    Names names = new Names();
    for (int key = 0; key < KEYS; key++) {
      names.key("k" + key);
    }
    long[][] state = new long[KEYS][0];
    List<Span> spans = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      List<Operation> steps = new ArrayList<>();
      int length = 1 + random.nextInt(4);
      for (int i = 0; i < length; i++) {
        steps.add(step(random, state, id * 10L + i, lists));
      }
      double before = random.nextDouble() * SPREAD;
      double after = random.nextDouble() * SPREAD;
      spans.add(new Span(id, id - before, id + after, steps));
    }
    return new History(inEvents(spans), names);
  }

  private static Operation step(
      SplittableRandom random, long[][] state, long value, boolean lists) {
    int key = random.nextInt(KEYS);
    long[] now = state[key];
    long last = now.length == 0 ? Names.ABSENT : now[now.length - 1];
    if (random.nextInt(3) > 0) {
      return lists
          ? new Operation(Operation.Kind.READ, key, Names.ABSENT, now)
          : new Operation(Operation.Kind.READ, key, last, null);
    }
    boolean deletes = !lists && random.nextInt(8) == 0;
    long written = deletes ? Names.ABSENT : value;
    state[key] = Arrays.copyOf(now, now.length + 1);
    state[key][now.length] = written;
    return new Operation(lists ? Operation.Kind.APPEND : Operation.Kind.WRITE, key, written, null);
  }

  /** Gives each begin and end its place in the order of events. */
  private static List<HistoryTransaction> inEvents(List<Span> spans) {
    double[] moments =
        spans.stream()
            .flatMap(span -> List.of(span.begin(), span.end()).stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    List<HistoryTransaction> transactions = new ArrayList<>();
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingDouble(Span::begin));
    for (Span span : sorted) {
      transactions.add(
          new HistoryTransaction(
              transactions.size(),
              span.id(),
              Arrays.binarySearch(moments, span.begin()),
              Arrays.binarySearch(moments, span.end()),
              Outcome.OK,
              span.steps(),
              span.id() + 1));
    }
    return transactions;
  }

  /** The same history with another step at one place. */
  static History with(History history, int id, int place, Operation step) {
    List<HistoryTransaction> changed = new ArrayList<>();
    for (HistoryTransaction each : history.transactions()) {
      List<Operation> steps = new ArrayList<>(each.operations());
      if (each.id() == id && step == null) {
        steps.remove(place);
      } else if (each.id() == id) {
        steps.set(place, step);
      }
      changed.add(
          new HistoryTransaction(
              each.id(),
              each.process(),
              each.invoked(),
              each.completed(),
              each.outcome(),
              steps,
              each.timestamp()));
    }
    return new History(changed, history.names());
  }
}
