/**
 * Where results and failures go: standard output, a file, a pager; and how a failure reads.
 *
 * <p>Read {@link io.ashlar.shell.output.Output} first. <b>Threads</b>: one. <b>Errors</b>: {@link
 * io.ashlar.shell.output.OutputGoneException} when nobody takes results any more.
 */
package io.ashlar.shell.output;
