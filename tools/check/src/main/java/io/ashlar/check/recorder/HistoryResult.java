package io.ashlar.check.recorder;

import io.ashlar.workbench.JsonObject;
import java.util.Locale;

/**
 * How the recorded transactions ended.
 *
 * @param options what was recorded
 * @param ok committed
 * @param fail aborted
 * @param info of unknown outcome
 * @param seconds how long it took
 */
public record HistoryResult(HistoryOptions options, long ok, long fail, long info, double seconds) {

  /**
   * For people.
   *
   * @return one line
   */
  public String toText() {
    return String.format(
        Locale.ROOT,
        "%s at %s: %d committed, %d aborted, %d unknown, %.1f s",
        options.workload(),
        level(),
        ok,
        fail,
        info,
        seconds);
  }

  /**
   * For programs.
   *
   * @return one JSON object on one line
   */
  public String toJson() {
    return new JsonObject()
        .put("workload", options.workload().toString())
        .put("isolation", level())
        .put("threads", options.threads())
        .put("ok", ok)
        .put("fail", fail)
        .put("info", info)
        .put("seconds", seconds)
        .toLine();
  }

  private String level() {
    return options.isolation().name().toLowerCase(Locale.ROOT);
  }
}
