/**
 * Scripts that provoke each anomaly of isolation, and what becomes of it at each level.
 *
 * <p>Read {@link io.ashlar.rows.isolation.AnomalyScript} first, for the language of the scripts in
 * {@code hermitage/} among the test resources. One run of a script is an {@code AnomalyRun}, with a
 * thread for each session; its outcomes are the table of {@code docs/isolation.md}.
 */
package io.ashlar.rows.isolation;
