package io.ashlar.bench.ycsb;

import io.ashlar.workbench.JsonObject;
import java.io.PrintWriter;

/**
 * What a run gave.
 *
 * @param options what was run
 * @param load the client's summary of loading the records
 * @param run its summary of the operations
 */
public record YcsbResult(YcsbOptions options, YcsbSummary load, YcsbSummary run) {

  /**
   * Whether every record was loaded and every operation found what it should.
   *
   * @return false when the numbers are not to be trusted
   */
  public boolean passed() {
    return load.failed() == 0
        && run.failed() == 0
        && load.succeeded() >= options.records()
        && run.succeeded() >= options.operations();
  }

  /**
   * Prints both summaries as the client wrote them.
   *
   * @param out receives the lines
   */
  public void printTo(PrintWriter out) {
    out.printf(
        "# workload %c: load of %d records, %d threads, durability %s%n",
        options.workload(), options.records(), options.threads(), options.mode());
    out.print(load.text());
    out.printf("# workload %c: run of %d operations%n", options.workload(), options.operations());
    out.print(run.text());
  }

  /**
   * One JSON object.
   *
   * @return the object on one line
   */
  public String toJson() {
    JsonObject json =
        new JsonObject()
            .put("engine", "ashlar")
            .put("workload", String.valueOf(options.workload()))
            .put("records", options.records())
            .put("operations", options.operations())
            .put("threads", options.threads())
            .put("durability", options.mode())
            .put("cache_mib", options.cacheMib())
            .put("load_ops_per_second", load.perSecond())
            .put("ops_per_second", run.perSecond())
            .put("passed", passed())
            .begin("load");
    load.writeTo(json);
    json.end().begin("run");
    run.writeTo(json);
    return json.end().toLine();
  }
}
