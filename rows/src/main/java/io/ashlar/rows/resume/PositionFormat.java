package io.ashlar.rows.resume;

import io.ashlar.argument.Arguments;
import io.ashlar.page.ContinuationFormat;
import java.util.OptionalLong;

/** Continuations are {@link ScanPosition positions of scans}. Made by the service loader. */
public final class PositionFormat implements ContinuationFormat {

  /** Stateless. */
  public PositionFormat() {}

  @Override
  public OptionalLong stateOf(byte[] continuation) {
    Arguments.requireGiven(continuation, "continuation");
    return ScanPosition.decode(continuation).pinnedTo();
  }
}
