/**
 * The raw floor: each operation of the public API beside hand-written RocksDB code that moves the
 * same keys and values with direct buffers, in one run and on copies of the same files.
 *
 * <p>Read {@link io.ashlar.bench.floor.FloorState} first, then {@code RawStore}, the hand-written
 * side. Run them with {@code org.openjdk.jmh.Main "io.ashlar.bench.floor.*"}, with the flags of
 * {@code jvm.args} and without, both of which forks inherit; {@code -p rows=100000} chooses the
 * size of the data set, {@code -prof gc} shows allocation. Within a class the method {@code ashlar}
 * is to be compared with {@code raw}. <b>Neighbours</b>: the public API, {@code
 * io.ashlar.workbench}, {@code org.rocksdb}. <b>Threads</b>: one. <b>Errors</b>: any exception ends
 * the benchmark.
 */
package io.ashlar.bench.floor;
