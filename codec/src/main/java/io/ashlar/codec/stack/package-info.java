/**
 * Whether a thread has the stack to finish what it begins.
 *
 * <p>One type: {@link io.ashlar.codec.stack.StackRoom}, which public entries ask before they take
 * anything that must be given back.
 *
 * <ul>
 *   <li><b>Neighbours</b>: none.
 *   <li><b>Threads</b>: any.
 *   <li><b>Errors</b>: {@link java.lang.StackOverflowError}, before anything was begun.
 * </ul>
 *
 * <p>The next room is {@code io.ashlar.codec.memory}.
 */
package io.ashlar.codec.stack;
