/**
 * What every public method asks of its arguments before anything else: that they are there.
 *
 * <p>Read {@link io.ashlar.argument.Arguments} first. <b>Neighbours</b>: {@code io.ashlar.error}
 * alone; the whole public face comes here. <b>Threads</b>: any. <b>Errors</b>: {@link
 * io.ashlar.error.IllegalUseException} with the fact {@code argument}.
 */
package io.ashlar.argument;
