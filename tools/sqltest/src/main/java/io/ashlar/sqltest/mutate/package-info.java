/**
 * Damaged statements: {@link io.ashlar.sqltest.mutate.MutationRun} gives them to a session, which
 * refuses them by one exception or carries them out.
 */
package io.ashlar.sqltest.mutate;
