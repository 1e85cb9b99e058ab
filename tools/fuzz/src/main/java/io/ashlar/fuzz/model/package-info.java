/**
 * What a database must answer: plain collections, three-valued logic, rows as maps.
 *
 * <p>Read {@link io.ashlar.fuzz.model.Model} first. It shares no evaluation code with Ashlar and is
 * written to be seen right, not to be fast: every state that was ever committed is kept, a
 * statement looks at every row, and what a transaction has locked is a set of keys. Where Ashlar
 * promises no order of evaluation, or leaves a choice to the plan, {@link
 * io.ashlar.fuzz.model.Expected} holds all that may be answered. <b>Neighbours</b>: {@code table}
 * and {@code script} below, {@code run} beside, whose outcomes are judged here. <b>Threads</b>:
 * one.
 */
package io.ashlar.fuzz.model;
