package io.ashlar.fuzz;

import io.ashlar.fuzz.model.Model;
import io.ashlar.fuzz.model.Outcome;
import io.ashlar.fuzz.run.Subject;
import io.ashlar.fuzz.script.Step;
import java.util.ArrayList;
import java.util.List;

/** Runs steps on a subject and in the model, side by side, until they differ. */
public final class Replay {

  private final Subject subject;
  private final Model model = new Model();
  private final List<Step> done = new ArrayList<>();

  /**
   * Begins with an empty database.
   *
   * @param subject what is judged; the caller closes it
   */
  public Replay(Subject subject) {
    this.subject = subject;
  }

  /**
   * Runs a script to its end or to the first step that differs.
   *
   * @param script the steps; those that do not apply are passed over
   * @param subject what is judged; the caller closes it
   * @return what differs, or null
   */
  public static Divergence of(List<Step> script, Subject subject) {
    Replay replay = new Replay(subject);
    for (Step step : script) {
      Divergence found = replay.run(step);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * The model, for who makes up the next step.
   *
   * @return the model
   */
  public Model model() {
    return model;
  }

  /**
   * How many steps were run.
   *
   * @return those that applied
   */
  public int steps() {
    return done.size();
  }

  /**
   * Runs a step.
   *
   * @param step the step; it is passed over when it does not apply
   * @return what differs, or null
   */
  public Divergence run(Step step) {
    if (!model.applies(step)) {
      return null;
    }
    done.add(step);
    int before = model.newest().number();
    Outcome found = subject.run(step);
    String wrong = model.judge(step, found);
    if (wrong != null) {
      return new Divergence(List.copyOf(done), found, wrong);
    }
    for (int i = before; i < model.newest().number(); i++) {
      if (!subject.noteCommit()) {
        model.nothingWritten();
      }
    }
    return null;
  }
}
