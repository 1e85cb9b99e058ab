package io.ashlar.fuzz.run;

import io.ashlar.fuzz.model.Outcome;
import io.ashlar.fuzz.script.Step;

/** What steps are run on. */
public interface Subject extends AutoCloseable {

  /**
   * Runs a step.
   *
   * @param step the step
   * @return what it has led to, failures included
   */
  Outcome run(Step step);

  /**
   * Says that the last step has led to a new committed state; states are numbered from 1 on.
   *
   * @return false when it has the timestamp of the one before, because nothing was written
   */
  boolean noteCommit();

  /** Ends everything. */
  @Override
  void close();
}
