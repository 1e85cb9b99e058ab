/**
 * Building an index while others write: how it is asked for, watched, cancelled and resumed.
 *
 * <p>Read {@link io.ashlar.index.IndexBuild} first; {@link io.ashlar.Schema#startIndexBuild} makes
 * one. {@link io.ashlar.index.IndexBuildOptions} says how fast, {@link io.ashlar.index.IndexState}
 * how far, and {@link io.ashlar.index.IndexBuildProgress} how much. <b>Neighbours</b>: {@code
 * io.ashlar} above; {@code io.ashlar.rows.index} builds. <b>Threads</b>: all types may be shared.
 * <b>Errors</b>: those of {@link io.ashlar.error}.
 */
package io.ashlar.index;
