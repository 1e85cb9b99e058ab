package io.ashlar.torture.errors;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the threads of a crew have seen. Noting allocates nothing, because it must not be lost where
 * memory is what lacks. Thread-safe.
 */
final class Findings {

  private static final int MOST_PROBLEMS = 100;
  private static final int SHOWN_PROBLEMS = 20;
  private static final int SHOWN_FRAMES = 16;

  private final AtomicLong returned = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong starved = new AtomicLong();
  private final AtomicInteger problems = new AtomicInteger();
  private final String[] sentences = new String[MOST_PROBLEMS];
  private final long[] numbers = new long[MOST_PROBLEMS];
  private final Throwable[] causes = new Throwable[MOST_PROBLEMS];

  void returned() {
    returned.incrementAndGet();
  }

  void lost() {
    lost.incrementAndGet();
  }

  void starved() {
    starved.incrementAndGet();
  }

  /**
   * Something is wrong.
   *
   * @param sentence says what
   * @param number belongs to the sentence
   * @param cause what was thrown, or null
   */
  void wrong(String sentence, long number, Throwable cause) {
    int place = problems.getAndIncrement();
    if (place < MOST_PROBLEMS) {
      numbers[place] = number;
      causes[place] = cause;
      sentences[place] = sentence;
    }
  }

  /** Prints all, once the threads have ended. */
  void print(PrintWriter out) {
    out.println("C\tcalls returned\t" + returned);
    out.println("C\tcalls lost against others\t" + lost);
    out.println("C\tcalls ended by what lacked\t" + starved);
    for (int i = 0; i < Math.min(problems.get(), SHOWN_PROBLEMS); i++) {
      out.println("W\t" + describe(i).replaceAll("[\\t\\n\\r]+", " "));
    }
  }

  private String describe(int place) {
    StringBuilder text = new StringBuilder(sentences[place]).append(' ').append(numbers[place]);
    for (Throwable each = causes[place]; each != null; each = each.getCause()) {
      text.append(" | ").append(each);
      StackTraceElement[] stack = each.getStackTrace();
      for (int i = 0; i < Math.min(SHOWN_FRAMES, stack.length); i++) {
        text.append(" < ").append(stack[i]);
      }
    }
    return text.toString();
  }
}
