package io.ashlar.check;

import java.util.List;

/**
 * An anomaly that a history shows.
 *
 * @param anomaly which
 * @param count how often it was met; a cycle counts once, however many there are
 * @param example the smallest or first one, a line each
 */
public record Finding(Anomaly anomaly, long count, List<String> example) {

  /**
   * Keeps a copy.
   *
   * @param anomaly not null
   * @param count positive
   * @param example not empty
   */
  public Finding {
    example = List.copyOf(example);
  }
}
