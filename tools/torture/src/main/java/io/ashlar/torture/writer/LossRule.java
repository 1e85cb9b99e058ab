package io.ashlar.torture.writer;

/** Which acknowledged commits a disaster may take. */
@FunctionalInterface
public interface LossRule {

  /** None. */
  LossRule NONE_LOST = acknowledgement -> false;

  /**
   * Whether the store may do without a commit that it had acknowledged.
   *
   * @param acknowledgement the commit
   * @return false when its loss is a failure
   */
  boolean mayLose(Acknowledgement acknowledgement);
}
