/**
 * The CRUD mix of a document service: several databases in one process, several workers on each,
 * documents of 1,024 bytes; 40 % of the operations read, 30 % create, 20 % update, 10 % delete,
 * each in a transaction of its own.
 *
 * <p>Read {@link io.ashlar.bench.crud.CrudBenchmark} first. Each worker keeps to documents that it
 * made itself, so reads are checked, updates and deletes always meet a row, and the number of rows
 * left behind is known. Bytes allocated are those of the workers in the measured time and of the
 * store's own threads from the start of the warm-up.
 *
 * <p><b>Neighbours</b>: the public API and {@code io.ashlar.workbench}. <b>Threads</b>: one for
 * each worker, named {@code crud-worker-N}, all ended when the benchmark returns. <b>Errors</b>:
 * retryable exceptions are retried and counted; every other one ends the run.
 */
package io.ashlar.bench.crud;
