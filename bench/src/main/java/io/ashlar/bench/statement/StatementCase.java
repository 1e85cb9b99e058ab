package io.ashlar.bench.statement;

/**
 * One kind of work, through JDBC and through the typed API.
 *
 * @param name as it stands in results
 * @param jdbc does it once through the driver
 * @param own does it once through the typed API; null where there is nothing to compare with
 */
record StatementCase(String name, Work jdbc, Work own) {

  /** Does something once. */
  interface Work {

    /**
     * Does it.
     *
     * @param number of the execution, which goes on from round to round
     * @return something that depends on what was read
     * @throws Exception when it fails, which ends the benchmark
     */
    long run(int number) throws Exception;
  }
}
