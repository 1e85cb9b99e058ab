/**
 * The recipes of a predecessor, whose plan was to allocate less: update, delete and scan a small
 * table, with the bytes, objects and milliseconds that each costs.
 *
 * <p>Read {@link io.ashlar.bench.recipes.RecipeBenchmark} first, then {@code RecipeRun}, which
 * holds the operations, and {@link io.ashlar.bench.recipes.UsersTable}. Objects are counted in a
 * JVM of their own (by {@code ObjectCount}), one event each. <b>Neighbours</b>: the public API,
 * {@code io.ashlar.workbench}, the JDK's flight recorder. <b>Threads</b>: the one that calls.
 * <b>Errors</b>: a recipe that touches another number of rows than it should is an {@link
 * IllegalStateException}.
 */
package io.ashlar.bench.recipes;
