/**
 * Tables as sources of rows, and what their own statements need: operands, filters, limits.
 *
 * <p>A table plans and judges by itself ({@code io.ashlar.Scan}); here it is asked. Its predicate
 * comes from {@code sql.lower}, whose operands are computed and bound when a scan is opened, and
 * the columns that anybody uses are put into the frame of the query block.
 *
 * <p>Read first: {@link io.ashlar.sql.access.TableScan}. Neighbours: {@code sql.execute}, whose
 * sources stand on these, and the public face of the tables below. One thread at a time. Failures
 * of tables pass through unchanged. The next room: {@code sql.plan}, which makes them.
 */
package io.ashlar.sql.access;
