package io.ashlar.fuzz;

import io.ashlar.error.AshlarException;
import io.ashlar.fuzz.model.Outcome;
import io.ashlar.fuzz.script.ScriptText;
import io.ashlar.fuzz.script.Step;
import java.util.List;

/**
 * A step that has led to something that it must not lead to.
 *
 * @param script all steps up to this one, which is the last
 * @param found what it has led to
 * @param wrong what is wrong with that
 */
public record Divergence(List<Step> script, Outcome found, String wrong) {

  private static final int MAX_SHOWN = 2_000;

  /**
   * The step that differs.
   *
   * @return the last of the script
   */
  public Step step() {
    return script.get(script.size() - 1);
  }

  /** Whether another divergence is likely to be of the same fault. */
  boolean resembles(Divergence other) {
    return step().getClass() == other.step().getClass()
        && sentence(found).equals(sentence(other.found))
        && words(wrong).equals(words(other.wrong));
  }

  /**
   * The type of a failure and its fixed sentence, which facts follow. Only the type of what the JVM
   * throws, which has no sentence where compiled code throws it.
   */
  private static String sentence(Outcome outcome) {
    if (outcome.error() instanceof AshlarException) {
      return outcome.toString().split("[.0-9]", 2)[0];
    }
    return outcome.error() == null ? "" : outcome.error().getClass().getName();
  }

  /** What comes before the values. */
  private static String words(String text) {
    return text.split("[:\\[0-9]", 2)[0];
  }

  /**
   * The script with what was found and expected, as comments.
   *
   * @return lines that can be run again
   */
  public String toText() {
    return ScriptText.of(script)
        + "# found: "
        + shown(found.toString())
        + "\n# "
        + shown(wrong)
        + "\n";
  }

  private static String shown(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "...";
  }
}
