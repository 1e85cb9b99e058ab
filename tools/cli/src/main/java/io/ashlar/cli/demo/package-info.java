/**
 * The demo: 135,233 real places in one table with three indexes; loaded, queried, changed by many
 * threads, closed, opened again and checked.
 *
 * <p>Read {@link io.ashlar.cli.demo.Demo} first: one method for each step, in order. Answers of the
 * store are compared with answers computed from the source rows, which the demo keeps on the heap.
 * The data is from GeoNames; {@code ATTRIBUTION.md} lies beside it.
 *
 * <p><b>Neighbours</b>: the public API, {@code io.ashlar.workbench}, FastCSV and Jackson.
 * <b>Threads</b>: the caller's, and while population moves those of {@code PopulationTransfers}.
 * <b>Errors</b>: a wrong answer is a failed check in the {@link io.ashlar.cli.demo.DemoReport};
 * exceptions of the store pass through.
 */
package io.ashlar.cli.demo;
