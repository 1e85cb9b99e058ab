package io.ashlar.torture.handles;

import io.ashlar.error.AshlarException;
import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.StoreIoException;
import io.ashlar.error.StorePoisonedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts outcomes by method, and keeps each kind of forbidden one once. Thread-safe. */
final class Tally {

  /** The outcome of a call that returned. */
  static final String RETURNED = "returned";

  private final Map<String, Map<String, LongAdder>> outcomes = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> wrong = new ConcurrentHashMap<>();
  private final Map<String, String> details = new ConcurrentHashMap<>();
  private final LongAdder calls = new LongAdder();

  long calls() {
    return calls.sum();
  }

  void returned(String method) {
    count(method, RETURNED);
  }

  /** A call that threw; forbidden is what is not typed, or claims damage where there is none. */
  void threw(String method, Throwable failure) {
    count(method, failure.getClass().getSimpleName());
    boolean typed = failure instanceof AshlarException;
    boolean damage =
        failure instanceof CorruptionException
            || failure instanceof StorePoisonedException
            || failure instanceof StoreIoException
            || failure instanceof CommitOutcomeUnknownException;
    if (!typed || damage) {
      StackTraceElement[] stack = failure.getStackTrace();
      String place = stack.length == 0 ? "an unknown place" : stack[0].toString();
      for (StackTraceElement frame : stack) {
        if (frame.getClassName().startsWith("io.ashlar.")) {
          place = frame.toString();
          break;
        }
      }
      problem(failure.getClass().getName() + " at " + place, method + " threw " + textOf(failure));
    }
  }

  /** Something else that must not be. */
  void problem(String sentence, String detail) {
    wrong.computeIfAbsent(sentence, any -> new LongAdder()).increment();
    details.putIfAbsent(sentence, detail);
  }

  private void count(String method, String outcome) {
    calls.increment();
    outcomes
        .computeIfAbsent(method, any -> new ConcurrentHashMap<>())
        .computeIfAbsent(outcome, any -> new LongAdder())
        .increment();
  }

  /** Lines for the parent: kind, tab, then words with tabs between. */
  void print(PrintWriter out) {
    new TreeMap<>(outcomes)
        .forEach(
            (method, counts) ->
                new TreeMap<>(counts)
                    .forEach(
                        (outcome, n) -> out.println("C\t" + method + "\t" + outcome + "\t" + n)));
    wrong.forEach(
        (sentence, n) ->
            out.println(
                "W\t"
                    + n
                    + " times: "
                    + sentence
                    + ": "
                    + details.get(sentence).replace('\n', '|')));
    out.flush();
  }

  static String textOf(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    String whole = text.toString().replace("\t", " ");
    return whole.substring(0, Math.min(whole.length(), 3_000));
  }
}
