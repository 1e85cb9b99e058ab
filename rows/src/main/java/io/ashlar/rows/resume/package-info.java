/**
 * What scans are continued and bounded with, beneath {@code io.ashlar.page}.
 *
 * <p>Read {@link io.ashlar.rows.resume.ScanPosition} first: what a continuation holds. {@link
 * io.ashlar.rows.resume.Fingerprint} tells one statement from another, {@link
 * io.ashlar.rows.resume.ReadMeter} counts a budget down, and {@link
 * io.ashlar.rows.resume.ScanPages} turns pages with two prepared scans.
 *
 * <h2>Bytes of a continuation</h2>
 *
 * <p>Big-endian. Written by this version; whoever reads refuses other versions and flags.
 *
 * <pre>
 * offset  bytes  what
 * 0       1      version, 1
 * 1       1      flags: 1 the key is walked backward, 2 a timestamp follows, 4 leads to the previous
 *                page, 8 stands before the first entry (then the key is empty), 16 the entry at the key
 *                is still to be read, 32 the run sorts (then 1: in the order turned around)
 * 2       4      id of the table
 * 6       4      keyspace id of the key that is walked; with flag 32 that of the table
 * 10      8      fingerprint of the statement
 * 18      8      rows of the offset that are still to be skipped
 * 26      8      commit timestamp, only with flag 2
 * 26/34   2      bytes of the key
 * 28/36   n      the key of the last entry read, without its keyspace id; where partitions are walked
 *                one after the other, before it the id of the partition (4), the length (2) of
 *                its bound and the bound, and no key at the beginning of one. With flag 32 the
 *                columns of the order as a key, in their directions without flag 1, then the
 *                primary key
 * end-4   4      CRC-32C of all before
 * </pre>
 *
 * <p>The checksum finds every change of one byte, and every run of changed bits up to 32 long.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.predicate} and {@code io.ashlar.rows.catalog} below;
 * {@code io.ashlar.rows.walk} uses it. <b>Threads</b>: positions are immutable, everything else
 * belongs to one thread. <b>Errors</b>: {@link io.ashlar.error.ContinuationException}.
 */
package io.ashlar.rows.resume;
