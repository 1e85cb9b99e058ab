/**
 * Reading in portions: what a scan may cost, where it stopped, and how it goes on from there.
 *
 * <p>Read {@link io.ashlar.page.Continuation} first: the place at which a scan stopped, as bytes
 * that outlive the process. {@link io.ashlar.page.Budget} makes a scan stop by itself, {@link
 * io.ashlar.page.StopReason} says why one did, and {@link io.ashlar.page.Pages} turns pages of a
 * list without either.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar}, whose scans and cursors take and give these. <b>Threads
 * </b>: everything is immutable, but {@link io.ashlar.page.Pages} belongs to one thread at a time.
 * <b>Errors</b>: {@link io.ashlar.error.ContinuationException} for a token that cannot be used,
 * {@link io.ashlar.error.IllegalUseException} for numbers out of bounds.
 */
package io.ashlar.page;
